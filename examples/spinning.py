# title: Waiting in a loop
# question: One thread looks again and again. Does it see the change?
# expect: safe
from threading import Thread

done = False

def work():
    global done
    done = True

def wait():
    while not done:
        pass
    print("seen")

threads = [Thread(target=wait), Thread(target=work)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
