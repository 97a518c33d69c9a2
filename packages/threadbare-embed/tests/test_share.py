"""What Share of the page writes is read back as what was set, by the package or as a browser reads it."""

import ast
import base64
import json
import os
import re
import subprocess
import sys
import zlib
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import markdown
import pytest

import threadbare_embed
from threadbare_embed.fences import settings_of
from threadbare_embed.markdown import ThreadbareExtension

PASTES = Path(__file__).parents[3] / "www/pastes.js"
WRITE = """
const [source, lab] = JSON.parse(require("fs").readFileSync(0, "utf8"));
import(`data:text/javascript;base64,${Buffer.from(source).toString("base64")}`).then(({ PASTES }) =>
  console.log(JSON.stringify(Object.fromEntries(Object.entries(PASTES).map(([place, [paste]]) => [place, paste(lab)])))));
"""
PROGRAMS = [
    "hits = 0\n\nassert hits < 1 & 2",
    'def f():\n    """Say ```no```."""\n\n    return "\\n\'" + \'"\' * 2 + """\\"""" # "',
    "html = '<!-- <script></SCRIPT >' + \"<\\/script>\"\n\n\n# &lt; {{ é }} `` ` \\",
]
SETTINGS = [
    {},
    {"python": "3.14t", "panes": "code,lanes", "theme": "dark"},
    {"word-rule": "marks", "query": 'a "b" \\ {c}, d', "seed": "007", "schedule": "1.2*3"},
]


def written(settings, program=None, **wishes):
    """All pastes, by the kind of page."""
    packed = threadbare_embed.embed.packed(program) if program else None
    lab = {"page": "https://x.example/tb/", "folder": "https://x.example/tb/", "link": "https://x.example/tb/#", "src": packed, "height": "", "press": False}
    lab |= {"settings": settings} | ({"program": program} if program else {}) | wishes
    done = subprocess.run(["node", "-e", WRITE], input=json.dumps([PASTES.read_text(), lab]), capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


class Block(HTMLParser):
    """The settings and the text of the first embed of a page."""

    def __init__(self, html):
        super().__init__()
        self.settings, self.text, self.inside = None, "", False
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if self.settings is None and (tag == "thread-bare" or values.get("class") == "threadbare"):
            self.settings = {name.removeprefix("data-"): value for name, value in values.items() if name != "class"}
        elif self.settings is not None and (tag == "pre" or (tag == "script" and values.get("type") == "text/x-python")):
            self.inside = True

    def handle_endtag(self, tag):
        self.inside = self.inside and tag not in ("pre", "script")

    def handle_data(self, data):
        self.text += data if self.inside else ""


def as_html(paste, _):
    block = Block(paste)
    return block.settings, block.text


def as_mkdocs(paste, _):
    return as_html(markdown.markdown(paste, extensions=["fenced_code", ThreadbareExtension(complain=pytest.fail)]), _)


def as_sphinx(paste, folder):
    (folder / "conf.py").write_text('extensions = ["threadbare_embed.sphinx"]\n')
    (folder / "index.rst").write_text(f"A page\n======\n\n{paste}")
    here = os.environ | {"PYTHONPATH": str(Path(threadbare_embed.__file__).parents[1])}
    done = subprocess.run([sys.executable, "-m", "sphinx", "-q", folder, folder / "out"], capture_output=True, text=True, env=here)
    assert (done.returncode, done.stderr) == (0, "")
    return as_html((folder / "out/index.html").read_text(), folder)


def as_jupyter(paste, folder):
    *before, last = ast.parse(paste).body
    names = {}
    exec(compile(ast.Module(before, []), "cell", "exec"), names)
    return as_html(eval(compile(ast.Expression(last.value), "cell", "eval"), names)._repr_html_(), folder)


def as_fence(paste, _):
    """A fence is read as Markdown has it, and what stands around it as HTML."""
    fence = re.search(r"^(`{3,})(.*?)\n(.*?)\n\1$", paste, re.M | re.S)
    if fence is None:
        return as_html(paste, _)
    around = Block(paste[: fence.start()]).settings
    words = (settings_of(fence[2]) or {}).items()
    return around or {name: value.replace("_", "," if name == "panes" else " ") for name, value in words}, fence[3]


def as_frame(paste, _):
    class Source(HTMLParser):
        def handle_starttag(self, tag, attributes):
            self.keys = dict(parse_qsl(urlsplit(dict(attributes)["src"]).fragment))

    source = Source()
    source.feed(paste)
    packed = source.keys.pop("src", "")
    bytes = base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
    assert source.keys.pop("embed") == "1"
    return source.keys, zlib.decompress(bytes, -15).decode() if packed else ""


READ = {
    "A page of HTML": as_html,
    "Sphinx": as_sphinx,
    "MkDocs Material": as_mkdocs,
    "mdBook": as_fence,
    "VitePress": as_fence,
    "Jupyter": as_jupyter,
    "reveal.js, or anything that takes a frame": as_frame,
    "A frame in a page that is isolated": as_frame,
}


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_comes_back_letter_by_letter(program, tmp_path):
    settings = SETTINGS[PROGRAMS.index(program)]
    for place, paste in written(settings, program).items():
        read, text = READ[place](paste, tmp_path)
        if READ[place] is as_frame:
            assert read.pop("lab") == "program"
        assert (place, read, text.strip("\n")) == (place, settings, program)


@pytest.mark.parametrize("settings", SETTINGS)
def test_a_lab_comes_back_with_all_that_is_set_and_wished(settings, tmp_path):
    settings = {"lab": "counter", **settings}
    for place, paste in written(settings, height="420", press=True).items():
        read, _ = READ[place](paste, tmp_path)
        wishes = {} if READ[place] is as_frame else {"height": "420", **({"load": "press"} if place == "A page of HTML" else {"prompt": "Show it"})}
        assert (place, read) == (place, {**settings, **wishes})


def test_a_frame_cannot_hold_a_program_that_is_too_long_for_an_address():
    pastes = written({}, "pass", src=None)
    for place in (place for place in pastes if READ[place] is as_frame):
        assert pastes[place] == pastes["A page of HTML"]


def test_only_a_frame_for_an_isolated_page_comes_without_cookies():
    pastes = written({"lab": "counter"})
    assert [place for place, paste in pastes.items() if " credentialless" in paste] == ["A frame in a page that is isolated"]
