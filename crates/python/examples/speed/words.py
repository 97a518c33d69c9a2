TEXT = """the quick brown fox jumps over the lazy dog and the dog barks at the fox while
a thread waits for a lock that another thread holds and the lock waits for nobody at all"""


def count(lines):
    words = {}
    for line in lines:
        for word in line.split():
            word = word.strip(".,;!").lower()
            words[word] = words.get(word, 0) + 1
    return words


def run(n):
    lines = [f"{TEXT} {i}, line!" for i in range(n)]
    words = count(lines)
    best = sorted(words.items(), key=lambda pair: (-pair[1], pair[0]))
    return len(words), best[:5]


print(run(12_000))
