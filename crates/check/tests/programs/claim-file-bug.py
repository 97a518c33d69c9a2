# expect 3.9: fails FileExistsError
# expect 3.14: fails FileExistsError
# expect 3.14t: fails FileExistsError
# min-switches: 1
# why: the file may come between asking and making it
import os
import threading

def claim(name):
    if not os.path.exists("claim.txt"):
        with open("claim.txt", "x") as file:
            file.write(name)

if os.path.exists("claim.txt"):
    os.remove("claim.txt")
ada = threading.Thread(target=claim, args=("ada",))
bob = threading.Thread(target=claim, args=("bob",))
ada.start()
bob.start()
ada.join()
bob.join()
os.remove("claim.txt")
