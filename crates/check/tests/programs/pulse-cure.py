# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: safe
# outcomes: ["seen\n"]
# min-switches: null
# why: it stays set
import threading

flash = threading.Event()

def watch():
    flash.wait()

watcher = threading.Thread(target=watch)
watcher.start()
flash.set()
watcher.join()
print("seen")
