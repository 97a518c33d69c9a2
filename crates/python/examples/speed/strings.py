def run(n):
    text = ""
    for i in range(n):
        text += str(i % 10)
        text += ","
    parts = text.split(",")
    shout = "-".join(part.upper() + f"{len(part):>3}" for part in parts)
    count = 0
    for letter in shout:
        if letter == "7" or letter.isspace():
            count += 1
    lines = []
    for i in range(n // 10):
        lines.append("%05d|%s|%.2f" % (i, text[i : i + 4], i / 7))
    return len(shout), count, sum(map(len, lines)), shout.replace("-", "").find("999")


print(run(150_000))
