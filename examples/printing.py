# title: Threads that print
# question: In how many orders can these lines come out?
# expect: safe
from threading import Thread

def greet(name):
    print(f"{name} begins")
    print(f"{name} ends")

threads = [Thread(target=greet, args=(name,)) for name in ("first", "second")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("all done")
