"""Paragraphs of a width, and indentation."""


def _words(text):
    return text.expandtabs().split()


def wrap(text, width=70, *, initial_indent="", subsequent_indent="", break_long_words=True, max_lines=None, placeholder=" [...]", **kwargs):
    if width <= 0:
        raise ValueError(f"invalid width {width!r} (must be > 0)")
    lines, line = [], None
    words = _words(text)[::-1]
    while words:
        indent = subsequent_indent if lines else initial_indent
        room = width - len(indent)
        line, used = [], 0
        while words and used + len(words[-1]) + (1 if line else 0) <= room:
            used += len(words[-1]) + (1 if line else 0)
            line.append(words.pop())
        if words and len(words[-1]) > room and not (line and not break_long_words):
            left = room - used - (1 if line else 0)
            if break_long_words and left > 0:
                word = words.pop()
                line.append(word[:left])
                words.append(word[left:])
            elif not line:
                line.append(words.pop())
        lines.append(indent + " ".join(line))
        if max_lines is not None and len(lines) == max_lines and words:
            while line and len(indent + " ".join(line)) + len(placeholder) > width:
                line.pop()
            lines[-1] = indent + " ".join(line) + (placeholder if line else placeholder.lstrip())
            break
    return lines


def fill(text, width=70, **kwargs):
    return "\n".join(wrap(text, width, **kwargs))


def shorten(text, width, **kwargs):
    return fill(" ".join(text.split()), width, max_lines=1, **kwargs)


def dedent(text):
    lines = text.split("\n")
    margin = None
    for index, line in enumerate(lines):
        if not line.strip():
            lines[index] = ""
            continue
        indent = line[: len(line) - len(line.lstrip(" \t"))]
        if margin is None:
            margin = indent
        else:
            same = 0
            while same < min(len(margin), len(indent)) and margin[same] == indent[same]:
                same += 1
            margin = margin[:same]
    return "\n".join([line[len(margin or ""):] if line else line for line in lines])


def indent(text, prefix, predicate=None):
    wanted = predicate or (lambda line: line.strip())
    return "".join([prefix + line if wanted(line) else line for line in text.splitlines(True)])
