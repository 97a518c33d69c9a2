"""One page of each generator, built by the real tool as an author would, and what must be in it.

`cargo xtask test packages` installs the wheel and the tools and runs this; a browser then opens what was built.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
SCRIPT = "thread-bare-blocks.js"


@pytest.fixture(scope="session")
def out(tmp_path_factory):
    """Where the pages go: where a browser looks for them, or away."""
    given = os.environ.get("THREADBARE_PAGES")
    folder = Path(given) if given else tmp_path_factory.mktemp("pages")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def tool(*words, **options):
    """Runs a program of this environment; what it says is shown when it fails."""
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, **options)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def python(*words, **options):
    return tool(sys.executable, "-m", *words, **options)


def program_of(html):
    """The text of the first block, as a browser reads it."""
    block = html.split('class="threadbare"', 1)[1]
    code = re.search(r"<pre[^>]*>(.*?)</pre>", block, re.S)[1]
    return re.sub(r"<[^>]+>", "", code).replace("&#39;", "'").replace("&amp;", "&").strip("\n")


PROGRAM = program_of((HERE / "plain/index.html").read_text())


def is_whole(site):
    """The page, its code and its script, and nothing that would reach beyond the folder."""
    assert (site / "index.html").is_file() and (site / SCRIPT).is_file() and list(site.glob("code-*/app_bg.wasm"))
    assert not (site / "_headers").exists() and not (site / "docs").exists()


def sphinx(builder, source, to, *settings):
    return python("sphinx", "-q", "-E", "-b", builder, *settings, "-d", to.parent / f"{to.name}-doctrees", source, to)


def test_sphinx_html(out):
    assert sphinx("html", HERE / "sphinx", out / "sphinx") == ""
    html = (out / "sphinx/index.html").read_text()
    assert program_of(html) == PROGRAM
    assert '<div class="threadbare" data-python="3.14t" data-height="700">' in html
    lab = html[html.index("loaded when a reader asks") :]
    assert '<div class="threadbare" data-variant="unprotected" data-threads="2" data-prompt="Show me" data-lab="counter">' in lab
    assert "THREADS, TIMES = 2, 1_000_000" in program_of(lab)
    assert re.search(rf'<script defer="defer" src="_static/threadbare/{SCRIPT}[^"]*">', html)
    is_whole(out / "sphinx/_static/threadbare")


def test_sphinx_pages_without_a_block_have_no_script(out):
    assert SCRIPT not in (out / "sphinx/genindex.html").read_text()


@pytest.mark.parametrize("builder", ["epub", "latex", "text", "man"])
def test_sphinx_on_paper_has_the_code_and_no_script(builder, tmp_path):
    sphinx(builder, HERE / "sphinx", tmp_path / "out", "-D", "threadbare_url=https://threads.example/", "-D", "version=1")
    kinds = {"epub": "*.xhtml", "latex": "*.tex", "text": "*.txt", "man": "*.1"}
    text = "".join(file.read_text() for file in (tmp_path / "out").glob(kinds[builder]))
    assert "Thread" in text and "hits" in text
    assert SCRIPT not in text and 'class="threadbare"' not in text
    assert builder in ("text", "man") or "https://threads.example/" in text


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (".. threadbare:: cuonter", "lab is `cuonter`, but must be one of: barrier, condition,"),
        (".. threadbare::", "Give either a program or a lab"),
        (".. threadbare:: counter\n   :height: tall", "height is `tall`"),
        (".. threadbare:: counter\n   :settings: low", "settings has `low`"),
    ],
)
def test_sphinx_names_the_line_and_what_is_allowed(body, words, tmp_path):
    (tmp_path / "conf.py").write_text('extensions = ["threadbare_embed.sphinx"]\n')
    (tmp_path / "index.rst").write_text(f"Title\n=====\n\n{body}\n")
    said = sphinx("dummy", tmp_path, tmp_path / "out")
    assert "index.rst:4: ERROR: " in said and words in said


def test_mkdocs(out):
    python("mkdocs", "build", "-q", "--strict", "-f", HERE / "mkdocs/mkdocs.yml", "-d", out / "mkdocs", env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    html = (out / "mkdocs/index.html").read_text()
    assert program_of(html) == PROGRAM
    assert '<div class="threadbare" data-python="3.14t" data-height="700">' in html
    note = html[html.index('class="admonition note"') :]
    assert '<div class="threadbare" data-lab="counter" data-threads="2" data-prompt="Show me">' in note
    assert f'<script src="assets/threadbare/{SCRIPT}" defer></script></head>' in html
    is_whole(out / "mkdocs/assets/threadbare")


def test_mkdocs_says_what_is_wrong_and_strict_fails(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nplugins: [threadbare]\n")
    (tmp_path / "docs/index.md").write_text("```python {threadbare python=2.7}\nx = 1\n```\n")
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 1
    assert "index.md: python is `2.7`, but must be one of: 3.9, 3.14, 3.14t." in done.stderr


def test_mdbook(out, tmp_path):
    book = tmp_path / "mdbook"
    shutil.copytree(HERE / "mdbook", book)
    python("threadbare_embed", book / "src/threadbare")
    tool(os.environ.get("THREADBARE_MDBOOK", "mdbook"), "build", book, "-d", out / "mdbook")
    html = (out / "mdbook/notes.html").read_text()
    assert '<code class="language-python threadbare python=3.14t height=700">' in html
    assert f'<script src="threadbare/{SCRIPT}" defer></script>' in html
    is_whole(out / "mdbook/threadbare")


def test_a_notebook_by_nbconvert(out):
    python("nbconvert", "--to", "html", "--execute", "--output-dir", out / "notebook", HERE / "notebook/notes.ipynb")
    python("threadbare_embed", out / "notebook/threadbare")
    html = (out / "notebook/notes.html").read_text()
    assert program_of(html) == PROGRAM
    assert '<div class="threadbare" data-lab="counter" data-prompt="Show me" data-threads="2">' in html
    is_whole(out / "notebook/threadbare")


def modules():
    """Where the generators from npm are installed."""
    return Path(os.environ.get("THREADBARE_NODE", HERE)) / "node_modules"


def test_vitepress(out, tmp_path):
    site = tmp_path / "vitepress"
    shutil.copytree(HERE / "vitepress", site)
    (site / "node_modules").symlink_to(modules())
    python("threadbare_embed", site / "public/threadbare")
    tool("node", modules() / "vitepress/bin/vitepress.js", "build", site, "--outDir", out / "vitepress")
    html = (out / "vitepress/index.html").read_text()
    assert program_of(html) == PROGRAM
    assert '<div class="threadbare" data-lab="counter" data-threads="2" data-prompt="Show me"></div>' in html
    is_whole(out / "vitepress/threadbare")


def test_reveal(out):
    shutil.copytree(HERE / "reveal", out / "reveal")
    shutil.copytree(modules() / "reveal.js/dist", out / "reveal/dist")
    python("threadbare_embed", out / "reveal/threadbare")
    assert program_of((out / "reveal/index.html").read_text()) == PROGRAM
    is_whole(out / "reveal/threadbare")


def test_a_plain_page(out):
    shutil.copytree(HERE / "plain", out / "plain")
    python("threadbare_embed", out / "plain/threadbare")
    is_whole(out / "plain/threadbare")
