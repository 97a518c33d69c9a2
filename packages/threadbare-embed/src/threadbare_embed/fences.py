"""What stands behind the three backticks of a fenced block, in the idioms that authors know."""

from __future__ import annotations

import re
import shlex

FENCE = re.compile(r"^(?P<indent>[ \t]*(?:>[ \t]?)*)(?P<fence>`{3,}|~{3,})[ \t]*(?P<info>[^`\n]*?)[ \t]*$")
MARK = "threadbare"


def settings_of(info: str) -> dict[str, object] | None:
    """The settings of a fence that asks for an embed, else none.

    ```python {threadbare height=420}   ```python threadbare python=3.14t   ```{.python .threadbare}   ```threadbare lab=counter
    """
    try:
        words = [word.lstrip(".") for word in _words(info)]
    except ValueError:  # a quotation mark without its twin
        return None
    if MARK not in words or words[0] not in ("python", "py", "python3", MARK):
        return None
    settings: dict[str, object] = {}
    last = ""
    for word in words:
        name, equals, value = word.partition("=")
        if equals:
            settings[name], last = value, name
        elif name == "prompt":
            settings[name] = True
        elif last == "panes":  # `panes=code,lanes`, where a comma ends a word
            settings[last] = f"{settings[last]},{name}"
    return settings


def _words(info: str) -> list[str]:
    """What blanks, commas and braces part, except inside quotation marks."""
    words = shlex.shlex(info, posix=True)
    words.whitespace, words.whitespace_split, words.commenters = " \t{},", True, ""
    return list(words)
