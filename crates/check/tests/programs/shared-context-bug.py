# expect 3.9: fails AssertionError
# expect 3.14: fails AssertionError
# expect 3.14t: fails AssertionError
# min-switches: 1
# why: one context for all threads: a call lies between writing and reading it
import threading

class Context:
    pass

context = Context()

def greet():
    return context.user

def handle(user):
    context.user = user
    assert greet() == user

threads = [threading.Thread(target=handle, args=(user,)) for user in ("ada", "bob")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
