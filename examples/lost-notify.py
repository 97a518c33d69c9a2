# title: A notify that nobody hears
# question: The letter is there. Does the reader get it?
# expect: fails deadlock
from threading import Condition, Thread

mail = Condition()
letters = []

def read():
    with mail:
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
