"""``python -m threadbare``: the command line."""

from __future__ import annotations

import subprocess
import sys

from ._binary import find


def main() -> int:
    """Hand everything on to the program; its exit code is ours, and Ctrl-C is its to answer."""
    with subprocess.Popen([find(), *sys.argv[1:]]) as program:
        while True:
            try:
                return program.wait()
            except KeyboardInterrupt:
                continue


if __name__ == "__main__":
    sys.exit(main())
