"""Settings, HTML and links of one embed, and the folder that goes into somebody's output."""

import base64
import zlib
from urllib.parse import parse_qs, urlsplit

import pytest

from threadbare_embed import Embed, InvalidSetting, show, site
from threadbare_embed.__main__ import main

RACE = "hits = 0\nassert hits < 1 & 2\n"


def test_a_program_is_escaped_once_and_keeps_its_text():
    html = Embed.of(RACE, {"python": "3.14t", "height": 420}).html()
    assert html == (
        '<div class="threadbare" data-python="3.14t" data-height="420">'
        '<pre><code class="language-python">hits = 0\nassert hits &lt; 1 &amp; 2\n</code></pre></div>'
    )


def test_what_an_author_says_never_ends_the_attribute():
    assert 'data-prompt="&quot;&gt;&lt;b&gt;"' in Embed.of(RACE, {"prompt": '"><b>'}).html()


def test_a_lab_shows_its_program_in_the_variant_that_is_asked_for():
    assert Embed.of(None, {"lab": "counter"}).code() == "n += 1\nN = 4\n"
    assert Embed.of(None, {"lab": "counter", "variant": "locked"}).code() == "with lock:\n    n += 1\nN = 4\n"
    assert Embed.of(None, {"lab": "counter", "threads": "12000"}).code() == "n += 1\nN = 12_000\n"


@pytest.mark.parametrize(
    ("source", "settings", "words"),
    [
        (None, {}, "either a program or a lab"),
        (RACE, {"lab": "counter"}, "here are both"),
        (None, {"lab": "cuonter"}, "must be one of: counter"),
        (RACE, {"python": "2.7"}, "3.9, 3.14, 3.14t"),
        (RACE, {"theme": "blue"}, "auto, light, dark"),
        (RACE, {"height": "tall"}, "a whole number of pixels"),
        (RACE, {"panes": "code,tail"}, "code, lanes, graph, plot"),
        (RACE, {"on click": "x"}, "cannot be called"),
    ],
)
def test_bad_settings_are_answered_in_words(source, settings, words):
    with pytest.raises(InvalidSetting, match=words.replace(".", r"\.")):
        Embed.of(source, settings)


def test_a_link_holds_the_program_as_the_page_reads_it():
    link = Embed.of(RACE, {"python": "3.9", "height": 300}).link("https://docs.example/tb/")
    keys = parse_qs(urlsplit(link).fragment)
    packed = keys.pop("src")[0]
    assert keys == {"v": ["1"], "lab": ["program"], "python": ["3.9"]}
    assert zlib.decompress(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)), -15).decode() == RACE
    assert Embed.of("#" * 17_000, {}).link("https://docs.example/") is None


def test_a_copy_is_whole_and_takes_away_only_the_code_of_an_older_one(tmp_path):
    target = site.copy_to(tmp_path / "out/threadbare")
    ours = ["code-00000000000000aa", "index.html", "sw.js", "thread-bare-blocks.js", "thread-bare.js"]
    assert sorted(path.name for path in target.iterdir()) == ours
    (target / "code-00000000000000bb").mkdir()
    (target / "index.html").write_text("old")
    mine = ["notes.txt", "docs/mine.md", "code-review/list.md", "code-00000000000000cc"]
    for name in mine:
        (target / name).parent.mkdir(exist_ok=True)
        (target / name).write_text("mine")
    site.copy_to(target)
    assert all((target / name).read_text() == "mine" for name in mine)
    assert not (target / "code-00000000000000bb").exists()
    assert (target / "index.html").read_text() == "// index.html\n"


def test_a_folder_with_other_files_is_left_alone(tmp_path, capsys):
    (tmp_path / "thesis.txt").write_text("years of work")
    assert main([str(tmp_path)]) == 2
    assert "holds other files" in capsys.readouterr().err
    assert (tmp_path / "thesis.txt").read_text() == "years of work"


def test_show_takes_text_a_path_or_a_lab(tmp_path):
    (tmp_path / "race.py").write_text(RACE)
    assert show(RACE).embed == show(tmp_path / "race.py").embed == show(str(tmp_path / "race.py")).embed
    assert show("counter", threads=4).embed.settings == {"threads": "4", "lab": "counter"}
    with pytest.raises(InvalidSetting, match="must be one of: counter"):
        show("cuonter")


def test_a_cell_has_html_for_people_and_text_elsewhere():
    bundle = show(RACE, src="/static/</script>")._repr_mimebundle_()
    assert bundle["text/plain"] == RACE
    assert bundle["text/html"].count("</script>") == 1
