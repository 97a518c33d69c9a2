# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: safe
# outcomes: ["[1]\n"]
# min-switches: null
# why: join without a limit
import threading

result = []

def work():
    result.append(1)

worker = threading.Thread(target=work)
worker.start()
worker.join()
print(result)
assert result == [1]
