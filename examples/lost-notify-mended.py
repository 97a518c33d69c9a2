# title: Wait while there is nothing
# question: What does the while change?
# expect: safe
from threading import Condition, Thread

mail = Condition()
letters = []

def read():
    with mail:
        while not letters:
            mail.wait()
        print(letters.pop())

def write():
    with mail:
        letters.append("hello")
        mail.notify()

threads = [Thread(target=read), Thread(target=write)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
