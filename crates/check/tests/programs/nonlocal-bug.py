# expect 3.9: fails AssertionError
# expect 3.14: safe
# expect 3.14t: fails AssertionError
# outcomes: ["1\n", "2\n"]
# min-switches: 1
# why: a captured variable is shared by the threads that captured it
import threading

def count_to(rounds):
    count = 0

    def work():
        nonlocal count
        count += 1

    threads = [threading.Thread(target=work) for _ in range(rounds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return count

result = count_to(2)
print(result)
assert result == 2
