"""The extension of Python-Markdown: a fence marked `threadbare` becomes an embed, at any depth of indentation."""

from __future__ import annotations

from html import escape

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from .embed import Embed, InvalidSetting
from .fences import FENCE, settings_of


class ThreadbareExtension(Extension):
    """Goes before the fences of Python-Markdown and of PyMdown, which have priority 25."""

    def __init__(self, complain=None, **settings) -> None:
        super().__init__(**settings)
        self.complain = complain or (lambda message: None)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802, Markdown's name
        md.preprocessors.register(Blocks(md, self), "threadbare", 27)


class Blocks(Preprocessor):
    """Replaces marked fences; a fence inside another fence is text."""

    def __init__(self, md: Markdown, extension: ThreadbareExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, lines: list[str]) -> list[str]:
        out: list[str] = []
        at = 0
        while at < len(lines):
            opening = FENCE.match(lines[at])
            end = opening and _end(lines, at, opening)
            if not end:
                out.append(lines[at])
                at += 1
                continue
            settings = settings_of(opening["info"])
            body = [line[len(opening["indent"]) :] for line in lines[at + 1 : end]]
            out.extend(lines[at : end + 1] if settings is None else [*self._embed(opening["indent"], body, settings)])
            at = end + 1
        return out

    def _embed(self, indent: str, body: list[str], settings: dict[str, object]) -> list[str]:
        try:
            # A lab has its settings behind the backticks, or as lines `threads: 4` in the block.
            if "lab" in settings or (body and body[0].startswith("lab:")):
                settings |= dict(_pair(line) for line in body if line.strip())
                body = []
            embed = Embed.of("\n".join(body), settings)
        except InvalidSetting as error:
            self.extension.complain(str(error))
            return [indent + self.md.htmlStash.store(f'<p class="threadbare-error">{escape(str(error))}</p>')]
        return ["", indent + self.md.htmlStash.store(embed.html(highlighted(embed.code()))), ""]


def highlighted(code: str) -> str | None:
    """The code in the colours of the theme where Pygments is installed, in the structure that Material and CodeHilite know."""
    try:
        from pygments import highlight
        from pygments.formatters import HtmlFormatter
        from pygments.lexers import PythonLexer
    except ImportError:
        return None
    return highlight(code, PythonLexer(), HtmlFormatter(cssclass="highlight", wrapcode=True)).rstrip()


def _end(lines: list[str], at: int, opening) -> int | None:
    fence = opening["fence"]
    for number in range(at + 1, len(lines)):
        closing = lines[number].strip().lstrip("> ")
        if len(closing) >= len(fence) and set(closing) == {fence[0]}:
            return number
    return None


def _pair(line: str) -> tuple[str, str]:
    name, colon, value = line.partition(":")
    if not colon:
        raise InvalidSetting(f"`{line.strip()}` is no setting: write lines like threads: 4.")
    return name.strip(), value.strip()


def makeExtension(**settings) -> ThreadbareExtension:  # noqa: N802, Markdown's name
    return ThreadbareExtension(**settings)
