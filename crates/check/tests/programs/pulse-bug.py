# expect 3.9: fails deadlock
# expect 3.14: fails deadlock
# expect 3.14t: fails deadlock
# outcomes: ["", "seen\n"]
# min-switches: 0
# why: set and clear may both be over before anybody waits
import threading

flash = threading.Event()

def watch():
    flash.wait()

watcher = threading.Thread(target=watch)
watcher.start()
flash.set()
flash.clear()
watcher.join()
print("seen")
