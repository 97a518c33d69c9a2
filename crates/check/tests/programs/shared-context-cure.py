# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: safe
# outcomes: ["['ada', 'bob']\n"]
# min-switches: null
# why: threading.local: each thread has its own
import threading

context = threading.local()
seen = []

def greet():
    return context.user

def handle(user):
    context.user = user
    assert greet() == user
    seen.append(user)

threads = [threading.Thread(target=handle, args=(user,)) for user in ("ada", "bob")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(seen))
