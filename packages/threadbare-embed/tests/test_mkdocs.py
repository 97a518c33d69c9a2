"""What MkDocs says where the site cannot be laid into its output."""

from types import SimpleNamespace

import pytest
from mkdocs.exceptions import PluginError

from threadbare_embed.mkdocs import ThreadbarePlugin


def test_a_folder_with_other_files_is_left_alone_and_ends_the_build_in_words(tmp_path):
    plugin = ThreadbarePlugin()
    plugin.load_config({"folder": "mine"})
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/index.html").write_text("years of work")
    with pytest.raises(PluginError, match="mine holds other files"):
        plugin.on_post_build(SimpleNamespace(site_dir=tmp_path))
    assert (tmp_path / "mine/index.html").read_text() == "years of work"
