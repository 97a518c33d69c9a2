# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: safe
# outcomes: ["1\n"]
# min-switches: null
# why: making it and asking are one step: mode x, and catch FileExistsError
import os
import threading

late = []

def claim(name):
    try:
        with open("claim.txt", "x") as file:
            file.write(name)
    except FileExistsError:
        late.append(name)

if os.path.exists("claim.txt"):
    os.remove("claim.txt")
ada = threading.Thread(target=claim, args=("ada",))
bob = threading.Thread(target=claim, args=("bob",))
ada.start()
bob.start()
ada.join()
bob.join()
os.remove("claim.txt")
print(len(late))
