"""The Sphinx extension: `.. threadbare::` with a program as its content, or `.. threadbare:: LAB`."""

from __future__ import annotations

import shlex
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from . import __version__, site
from .embed import Embed, InvalidSetting

STATIC = "_static/threadbare"
log = logging.getLogger(__name__)


class threadbare(nodes.Element):  # noqa: N801, the name of a node
    """An embed around the code that stands where nothing runs."""


class ThreadbareDirective(SphinxDirective):
    """A program, or a lab by its id. `settings` takes any other key of the address: `:settings: low=200 query="a word"`."""

    has_content = True
    optional_arguments = 1
    option_spec = {
        name: directives.unchanged_required
        for name in "lab variant python engine lock threads size seed schedule at height theme panes settings caption".split()
    } | {"prompt": directives.unchanged, "name": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        options = dict(self.options)
        caption, name = options.pop("caption", None), options.pop("name", None)
        try:
            words = _words(options.pop("settings", ""))
            embed = Embed.of("\n".join(self.content), self._all(options, words))
        except InvalidSetting as error:
            return [self.state.document.reporter.error(str(error), line=self.lineno)]
        node = threadbare("", embed=embed)
        node += self._shown(embed, caption)
        self.set_source_info(node)
        if name:
            self.add_name(node)
        return [node]

    def _all(self, options: dict[str, str], words: list[str]) -> dict[str, object]:
        if self.arguments:
            options["lab"] = self.arguments[0]
        for word in words:
            key, equals, value = word.partition("=")
            if not equals:
                raise InvalidSetting(f"settings has `{word}`, but takes words like low=200.")
            options[key] = value
        return {key: value or key == "prompt" for key, value in options.items()}

    def _shown(self, embed: Embed, caption: str | None) -> list[nodes.Node]:
        code = embed.code()
        block = nodes.literal_block(code, code, language="python")
        block["classes"].append("threadbare-code")
        base = self.config.threadbare_url or (self.config.html_baseurl and f"{self.config.html_baseurl.rstrip('/')}/{STATIC}")
        link = base and embed.link(base)
        below = [nodes.paragraph("", "", nodes.reference("", "Check and run it in Threadbare", refuri=link))] if link else []
        above = [nodes.paragraph("", caption)] if caption else []
        for paragraph in below:
            paragraph["classes"].append("threadbare-link")
        return [*above, *([block] if code else []), *below]


def _words(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError:
        raise InvalidSetting(f"settings has a quotation mark without its twin: {text}") from None


def visit_html(self, node: threadbare) -> None:
    # An ePub is HTML too, but its readers run no script: there the code stands alone.
    if self.builder.name != "epub":
        self.body.append(node["embed"].opening() + "\n")


def depart_html(self, node: threadbare) -> None:
    if self.builder.name != "epub":
        self.body.append("</div>\n")


def pass_through(self, node: threadbare) -> None:
    """Everywhere else the code inside is all there is."""


def add_script(app: Sphinx, pagename: str, templatename: str, context: dict, doctree: nodes.document | None) -> None:
    """Only pages with an embed load the script."""
    if doctree is not None and app.builder.name != "epub" and next(doctree.findall(threadbare), None):
        app.add_js_file(f"threadbare/{site.SCRIPT}", loading_method="defer")


def copy_site(app: Sphinx, exception: Exception | None) -> None:
    """The whole site lies in the output, so that nothing comes from elsewhere."""
    if exception is None and app.builder.format == "html" and app.builder.name != "epub":
        try:
            site.copy_to(Path(app.outdir) / STATIC)
        except site.SiteMissing as error:
            log.warning("threadbare: %s", error)


def setup(app: Sphinx) -> dict[str, object]:
    passing = (pass_through, pass_through)
    app.add_config_value("threadbare_url", None, "env", [str, type(None)])
    app.add_node(threadbare, html=(visit_html, depart_html), latex=passing, text=passing, man=passing, texinfo=passing)
    app.add_directive("threadbare", ThreadbareDirective)
    app.connect("html-page-context", add_script)
    app.connect("build-finished", copy_site)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True, "env_version": 1}
