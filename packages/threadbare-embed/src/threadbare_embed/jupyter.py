"""`threadbare_embed.show(...)`: an embed as the output of a notebook's cell."""

from __future__ import annotations

import json
import os
from pathlib import Path

from .embed import Embed
from .site import SCRIPT, labs

# JupyterLab and Notebook tell their own address in the page, and `threadbare_embed.server` answers below it. A page that nbconvert made
# has no such address: there the site is looked for in the folder `threadbare` beside the page.
LOADER = """<script>(() => {
  const jupyter = document.getElementById("jupyter-config-data");
  const beside = jupyter ? new URL(JSON.parse(jupyter.textContent).baseUrl + "threadbare/", location.href).href : "threadbare/";
  const script = document.createElement("script");
  script.src = new URL(%s ?? beside, document.baseURI).href + "%s";
  document.head.append(script);
})()</script>"""


class Shown:
    """What a cell displays: HTML for people, the program as text elsewhere."""

    def __init__(self, embed: Embed, src: str | None) -> None:
        self.embed = embed
        self.src = src

    def _repr_html_(self) -> str:
        # A string of JSON may not end the script it stands in.
        src = json.dumps(self.src and f"{self.src.rstrip('/')}/").replace("</", "<\\/")
        return self.embed.html() + LOADER % (src, SCRIPT)

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/html": self._repr_html_(), "text/plain": repr(self), "text/latex": self._repr_latex_()}

    def _repr_latex_(self) -> str:
        return "\\begin{verbatim}\n" + self.embed.code() + "\\end{verbatim}"

    def __repr__(self) -> str:
        return self.embed.code() or f"Threadbare: {self.embed.lab}"


def show(what: str | Path | None = None, *, src: str | None = None, **settings: object) -> Shown:
    """Shows a program or a lab.

    `what` is the text of a program, a path of one, or the id of a lab. `settings` are the keys of the address (`python="3.14t"`,
    `threads=4`), `height` the most pixels it takes, `prompt` the words of a button that loads it. `src` names another place of the site,
    as THREADBARE_SRC does.
    """
    source = _source(what)
    if source is None and what is not None:
        settings["lab"] = str(what)
    return Shown(Embed.of(source, settings), src or os.environ.get("THREADBARE_SRC"))


def _source(what: str | Path | None) -> str | None:
    if what is None or str(what) in labs():
        return None
    if isinstance(what, Path) or (str(what).endswith(".py") and "\n" not in str(what)):
        return Path(what).read_text(encoding="utf-8")
    # One word with nothing to run is an id that was mistyped, and is answered as such.
    return None if str(what).replace("-", "").isalnum() else str(what)
