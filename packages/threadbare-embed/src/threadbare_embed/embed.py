"""One embed: a program or a lab, its settings, and the HTML and the link that they become."""

from __future__ import annotations

import base64
import re
import zlib
from dataclasses import dataclass, field
from html import escape
from urllib.parse import urlencode

from . import site

PYTHONS = ("3.9", "3.14", "3.14t")
THEMES = ("auto", "light", "dark")
PANES = ("code", "lanes", "graph", "plot", "turns", "memory", "races", "search")
NAME = re.compile(r"[a-z][a-z0-9-]*\Z")
# The longest program that travels in a link, as the page has it.
MOST_LINKED = 16 * 1024
ONLY_HERE = ("height", "prompt")


class InvalidSetting(ValueError):
    """A setting that no embed can have; the words are for the author of the page."""


@dataclass(frozen=True)
class Embed:
    """A program (`source`) or a lab (`settings["lab"]`), with the settings that the address has as well."""

    source: str | None = None
    settings: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, source: str | None, settings: dict[str, object]) -> Embed:
        """Checks the settings of an author. A `prompt` without a value means the usual words."""
        checked = {}
        for name, value in settings.items():
            if value is not None and value is not False:
                name = name.replace("_", "-")
                checked[name] = "" if value is True else _checked(name, str(value).strip())
        has_source = bool(source and source.strip())
        if has_source == ("lab" in checked):
            raise InvalidSetting("Give either a program or a lab: " + ("here are both." if has_source else "here is neither."))
        return cls(source.strip("\n") + "\n" if has_source else None, checked)

    @property
    def lab(self) -> str | None:
        return self.settings.get("lab")

    def code(self) -> str:
        """What is read where nothing runs: the program itself, or the lab's program in Python; empty if it is not known."""
        return self.source or site.listing(self.settings["lab"], self.settings) or ""

    def opening(self) -> str:
        """The tag around the code; `thread-bare-blocks.js` makes an embed of the block."""
        attributes = "".join(f' data-{name}="{escape(value)}"' for name, value in self.settings.items())
        return f'<div class="threadbare"{attributes}>'

    def html(self, code: str | None = None) -> str:
        """The block with its code, highlighted by the caller or plain."""
        plain = f'<pre><code class="language-python">{escape(self.code(), quote=False)}</code></pre>'
        return f"{self.opening()}{plain if code is None else code}</div>"

    def link(self, base: str) -> str | None:
        """The address that opens it at full size on a site below `base`; none for a program that is too long for a link."""
        keys = {name: value for name, value in self.settings.items() if name not in (*ONLY_HERE, "theme", "panes")}
        if self.source is not None:
            if len(self.source.encode()) > MOST_LINKED:
                return None
            keys = {"lab": "program", **keys, "src": packed(self.source)}
        return f"{base.rstrip('/')}/#{urlencode({'v': '1', **keys})}"


def packed(source: str) -> str:
    """A program as links carry it: raw deflate, base64url without padding."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    return base64.urlsafe_b64encode(deflate.compress(source.encode()) + deflate.flush()).rstrip(b"=").decode()


def _checked(name: str, value: str) -> str:
    if not NAME.match(name):
        raise InvalidSetting(f"A setting cannot be called `{name}`.")
    if name == "height" and not value.isdecimal():
        raise InvalidSetting(f"height is `{value}`, but must be a whole number of pixels.")
    if name == "lab":
        return _among(name, value, site.labs())
    if name == "panes":
        for pane in value.replace(",", " ").split():
            _among(name, pane, PANES)
        return ",".join(value.replace(",", " ").split())
    return _among(name, value, {"python": PYTHONS, "theme": THEMES}.get(name, ()))


def _among(name: str, value: str, allowed: tuple[str, ...] | list[str]) -> str:
    if allowed and value not in allowed:
        raise InvalidSetting(f"{name} is `{value}`, but must be one of: {', '.join(allowed)}.")
    return value
