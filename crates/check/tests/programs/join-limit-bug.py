# expect 3.9: fails AssertionError
# expect 3.14: fails AssertionError
# expect 3.14t: fails AssertionError
# outcomes: ["[]\n", "[1]\n"]
# min-switches: 0
# why: join gives up when its limit passes, and says nothing
import threading

result = []

def work():
    result.append(1)

worker = threading.Thread(target=work)
worker.start()
worker.join(timeout=5)
print(result)
assert result == [1]
