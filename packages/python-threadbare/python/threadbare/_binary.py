"""Where the program ``threadbare`` is."""

from __future__ import annotations

import os
import shutil
import sys
import sysconfig
from collections.abc import Iterator

from ._results import ThreadbareError

NAME = "threadbare" + (sysconfig.get_config_var("EXE") or "")


def find() -> str:
    """The program that came with this module: pip puts it beside Python, or into the user's own folder; else the PATH's."""
    for folder in _folders():
        program = os.path.join(folder, NAME)
        if os.path.isfile(program):
            return program
    found = shutil.which(NAME)
    if found is None:
        raise ThreadbareError("The program `threadbare` is missing: `pip install --force-reinstall` of this package's wheel brings it.")
    return found


def _folders() -> Iterator[str]:
    yield sysconfig.get_path("scripts")
    yield sysconfig.get_path("scripts", sysconfig.get_preferred_scheme("user") if sys.version_info >= (3, 10) else f"{os.name}_user")
    # Where `pip install --target` puts programs.
    yield os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "bin")
