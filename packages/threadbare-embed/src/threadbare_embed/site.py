"""The built site that the package carries: where it is, which labs it has, and how it comes into somebody's output."""

from __future__ import annotations

import os
import re
import shutil
from functools import lru_cache
from pathlib import Path

SCRIPT = "thread-bare-blocks.js"
LEFT_OUT = ("docs", "_headers")
# The code of one build lies in a folder of its own; `Path.glob` finds it by the second of these.
CODE = re.compile("code-[0-9a-f]{16}")
LISTINGS = "code-*/listings"


class SiteMissing(RuntimeError):
    """A source checkout carries no built site."""


def folder() -> Path:
    """The built site: of the package, or the folder that THREADBARE_SITE names."""
    given = os.environ.get("THREADBARE_SITE")
    path = Path(given) if given else Path(__file__).parent / "site"
    if not (path / SCRIPT).is_file():
        raise SiteMissing(f"There is no built site of Threadbare in {path}: install the wheel, or set THREADBARE_SITE to one.")
    return path


def copy_to(target: Path | str) -> Path:
    """Lays the site over what is in a folder; of what else lies there, only the code of older builds goes."""
    source, target = folder(), Path(target)
    if target.exists() and not (target / SCRIPT).is_file() and any(target.iterdir()):
        raise FileExistsError(f"{target} holds other files: name an empty folder or a new one.")
    shutil.copytree(source, target, dirs_exist_ok=True, ignore=lambda within, _: LEFT_OUT if Path(within) == source else ())
    code = [path for path in target.iterdir() if CODE.fullmatch(path.name) and path.is_dir() and not path.is_symlink()]
    for path in code:
        if not (source / path.name).exists():
            shutil.rmtree(path)
    return target


def labs() -> list[str]:
    """The ids of all labs, or an empty list where no site is at hand."""
    return sorted(_listings())


def listing(lab: str, settings: dict[str, str]) -> str | None:
    """A lab's program in Python, as the page shows it: of its variant, the first where none is set, and with the numbers that are set."""
    text = _listings().get(lab)
    if text is None:
        return None
    rust, _, python = text.partition("\f")
    variant = settings.get("variant") or next(iter(re.findall(r'^    \w+ = "([a-z0-9-]+)",$', rust, re.M)), "")
    lines, used = [], True
    for line in python.splitlines():
        if line.startswith("# Variant: "):
            used = variant in line[len("# Variant: ") :].split(", ")
        elif line == "# All variants":
            used = True
        elif used:
            lines.append(_filled(line.split("# py: ")[0].rstrip(), settings))
    return "\n".join(lines).strip("\n") + "\n"


def _filled(line: str, settings: dict[str, str]) -> str:
    """`N = 4  # set: threads` with the number that is set; one in `us` or `ms` is written in seconds."""
    code, mark, keys = line.partition("# set: ")
    waiting = iter(keys.split(", ") if mark else [])

    def number(match: re.Match[str]) -> str:
        key, _, unit = next(waiting, "").partition(" ")
        given = settings.get(key, "")
        if not given.isdecimal():
            return match[0]
        return f"{int(given) / {'us': 1_000_000, 'ms': 1_000}[unit]:.6f}".rstrip("0").rstrip(".") if unit else f"{int(given):_}"

    return re.sub(r"(?<!\w)\d[\d_.]*", number, code).rstrip() if mark else line


@lru_cache(maxsize=4)
def _read(site: Path) -> dict[str, str]:
    # One newline convention, and the form feed between Rust and Python stays what it is.
    return {file.stem: file.read_bytes().decode() for file in site.glob(f"{LISTINGS}/*.txt")}


def _listings() -> dict[str, str]:
    try:
        return _read(folder())
    except SiteMissing:
        return {}
