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
        words = [word.lstrip(".") for word in shlex.split(re.sub(r"[{},]", " ", info))]
    except ValueError:  # a quotation mark without its twin
        return None
    if MARK not in words or words[0] not in ("python", "py", "python3", MARK):
        return None
    settings: dict[str, object] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if equals:
            settings[name] = value
        elif name == "prompt":
            settings[name] = True
    return settings
