"""What an author may set is what the page knows: each list against the page's own source."""

import re
from pathlib import Path

from threadbare_embed.embed import PANES, PYTHONS, THEMES

ROOT = Path(__file__).parents[3]


def ids(kind):
    """The ids of an enum of the catalogue, in its order."""
    source = (ROOT / "crates/catalogue/src/chrome.rs").read_text()
    return tuple(re.findall(rf'{kind}::\w+ => "([\w-]+)"', source))


def test_panes_and_themes():
    assert PANES == ids("Pane")
    assert THEMES == ids("Theme")


def test_pythons():
    source = (ROOT / "crates/catalogue/src/own.rs").read_text()
    assert set(PYTHONS) == set(re.findall(r'"([\w.]+)"', re.search(r"const PYTHONS.*?= \[(.*?)\]", source)[1]))


def test_the_element_and_the_book_name_all_panes():
    all_panes = ",".join(PANES)
    assert f'panes: "{all_panes}"' in (ROOT / "www/thread-bare.js").read_text()
    assert f"`{all_panes}`" in (ROOT / "docs/book/src/embed.md").read_text()
