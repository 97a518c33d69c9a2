# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: safe
# outcomes: ["True\n"]
# min-switches: null
# why: it looks again and again, and counts how often
import threading

done = False
tries = 0

def work():
    global done
    done = True

worker = threading.Thread(target=work)
worker.start()
while not done:
    tries += 1
worker.join()
print(done)
