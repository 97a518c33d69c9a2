"""Fences of Markdown, in each idiom and at each depth."""

import markdown
import pytest

from threadbare_embed.fences import settings_of
from threadbare_embed.markdown import ThreadbareExtension


@pytest.mark.parametrize(
    ("info", "settings"),
    [
        ("python {threadbare}", {}),
        ("python {threadbare height=420}", {"height": "420"}),
        ("python threadbare python=3.14t prompt", {"python": "3.14t", "prompt": True}),
        ("{.python .threadbare theme=dark}", {"theme": "dark"}),
        ("python,threadbare,height=420", {"height": "420"}),
        ('python {threadbare prompt="See it fail"}', {"prompt": "See it fail"}),
        ('python {threadbare prompt="See it, {and} fail" theme=dark}', {"prompt": "See it, {and} fail", "theme": "dark"}),
        (r'python threadbare prompt="say \"no\\\\\"" theme=dark', {"prompt": 'say "no\\\\"', "theme": "dark"}),
        ("python {threadbare panes=code,lanes theme=dark}", {"panes": "code,lanes", "theme": "dark"}),
        ("python,threadbare,panes=code,lanes,prompt", {"panes": "code,lanes", "prompt": True}),
        ("threadbare lab=counter threads=4", {"lab": "counter", "threads": "4"}),
        ("python", None),
        ("rust {threadbare}", None),
        ("", None),
    ],
)
def test_idioms(info, settings):
    assert settings_of(info) == settings


def converted(text, complaints=None):
    extension = ThreadbareExtension(complain=(complaints if complaints is not None else []).append)
    return markdown.markdown(text, extensions=["fenced_code", "admonition", extension])


def test_a_block_keeps_its_place_and_others_stay_what_they_are():
    html = converted("One\n\n```python {threadbare height=300}\nx = 1\n```\n\n```python\ny = 2\n```\n")
    assert html.startswith('<p>One</p>\n<div class="threadbare" data-height="300"><div class="highlight">')
    assert '<pre><code class="language-python">y = 2' in html


def test_a_block_inside_an_admonition_loses_its_indentation():
    html = converted("!!! note\n\n    Text\n\n    ```python threadbare\n    if x:\n        y()\n    ```\n")
    admonition, block = html.split('<div class="threadbare">')
    assert admonition.startswith('<div class="admonition note">')
    assert "<p>" not in block and ">if" in block.replace("\n", "")


def test_a_fence_inside_a_fence_is_text():
    html = converted("````text\n```python {threadbare}\nx = 1\n```\n````\n")
    assert "threadbare}" in html and "<div" not in html


def test_a_lab_has_its_settings_as_lines():
    html = converted("```threadbare\nlab: counter\nthreads: 4\n```\n")
    assert '<div class="threadbare" data-lab="counter" data-threads="4">' in html


def test_a_mistake_is_a_warning_and_a_sentence_on_the_page():
    complaints = []
    html = converted("```python {threadbare height=tall}\nx = 1\n```\n", complaints)
    assert complaints == ["height is `tall`, but must be a whole number of pixels."]
    assert 'class="threadbare-error">height is' in html
