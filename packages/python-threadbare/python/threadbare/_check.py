"""Runs ``threadbare check --json`` and reads what it found."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable, Iterator
from typing import Optional, Union

from ._binary import find
from ._results import Check, ThreadbareError, read


def check(
    source_or_path: Union[str, os.PathLike[str]],
    *,
    python: Union[str, Iterable[str], None] = None,
    seconds: Optional[int] = None,
    schedules: Optional[int] = None,
    switches: Optional[int] = None,
    seed: Optional[int] = None,
) -> Check:
    """Search a program for what can go wrong.

    A ``str`` of one line that ends in ``.py``, or a path object, names a file; any other ``str`` is the program itself.

    :param python: which Pythons, of ``3.9``, ``3.14`` and ``3.14t``; all three unless said
    :param seconds: how long each Python is searched at most (20)
    :param schedules: how many schedules of each are tried at most (1,000,000)
    :param switches: how many pre-emptive switches are tried at most
    :param seed: where random schedules come from
    :raises ThreadbareError: if the program cannot be run
    """
    numbers = {"seconds": seconds, "schedules": schedules, "switches": switches, "seed": seed}
    is_path = _is_path(source_or_path)
    # After `--` a name may begin with a hyphen; `-` itself is standard input.
    file = os.path.join(os.curdir, "-") if is_path and os.fspath(source_or_path) == "-" else os.fspath(source_or_path)
    words = [find(), "check", "--json", *_pythons(python), *_numbers(numbers), "--", file if is_path else "-"]
    text = None if is_path else os.fspath(source_or_path)
    done = subprocess.run(words, input=text, capture_output=True, encoding="utf-8", check=False)
    return _read(done)


def _is_path(source_or_path: Union[str, os.PathLike[str]]) -> bool:
    return not isinstance(source_or_path, str) or (source_or_path.endswith(".py") and "\n" not in source_or_path)


def _pythons(python: Union[str, Iterable[str], None]) -> list[str]:
    if python is None:
        return []
    return ["--python", python if isinstance(python, str) else ",".join(python)]


def _numbers(numbers: dict[str, Optional[int]]) -> Iterator[str]:
    for name, number in numbers.items():
        if number is not None:
            yield f"--{name}={number}"


def _read(done: subprocess.CompletedProcess[str]) -> Check:
    if done.returncode not in (0, 1, 4) or not done.stdout.strip():
        raise ThreadbareError(done.stderr.strip().removeprefix("threadbare: ") or f"threadbare ended with {done.returncode}")
    found = json.loads(done.stdout)
    return read(found, found.get("as_expected"))
