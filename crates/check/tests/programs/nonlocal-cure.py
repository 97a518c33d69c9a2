# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: safe
# outcomes: ["2\n"]
# min-switches: null
# why: a lock in the same closure
import threading

def count_to(rounds):
    count = 0
    lock = threading.Lock()

    def work():
        nonlocal count
        with lock:
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
