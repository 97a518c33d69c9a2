"""`python -m threadbare_embed FOLDER`: lays the built site where a page can reach it."""

from __future__ import annotations

import sys

from . import site

USAGE = "usage: threadbare-embed FOLDER\nCopies the built site of Threadbare into a folder, which is made when it is missing."


def main(words: list[str] | None = None) -> int:
    """Copies, and says what a page then needs."""
    words = sys.argv[1:] if words is None else words
    if words in (["-h"], ["--help"]):
        print(USAGE)
        return 0
    if len(words) != 1 or words[0].startswith("-"):
        print(USAGE, file=sys.stderr)
        return 2
    try:
        target = site.copy_to(words[0])
    except (OSError, site.SiteMissing) as error:
        print(error, file=sys.stderr)
        return 2
    print(f'Threadbare is in {target}. Load {target.name}/{site.SCRIPT} in your page: <script src="{target.name}/{site.SCRIPT}" defer></script>')
    return 0


if __name__ == "__main__":
    sys.exit(main())
