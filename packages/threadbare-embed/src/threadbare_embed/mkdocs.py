"""The MkDocs plugin: `plugins: [threadbare]`, and fences marked `threadbare` become embeds."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.base import Config
from mkdocs.config.config_options import Type
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.utils import get_relative_url

from . import site
from .markdown import ThreadbareExtension

log = get_plugin_logger(__name__)


class Options(Config):
    """`folder` is where the site lies in the output."""

    folder = Type(str, default="assets/threadbare")


class ThreadbarePlugin(BasePlugin[Options]):
    """Adds the extension and one script, and lays the site into the output.

    Every page has the script: sites with instant navigation keep the scripts of the page on which a reader arrived.
    """

    page = "a page"

    def on_config(self, config):
        config.markdown_extensions.append(ThreadbareExtension(complain=self._complain))
        return config

    def on_page_markdown(self, markdown, page, **_):
        self.page = page.file.src_uri
        return markdown

    def on_post_page(self, output, page, config):
        address = get_relative_url(f"{self.config.folder}/{site.SCRIPT}", page.url)
        script = f'<script src="{address}" defer></script>'
        return output.replace("</head>", f"{script}</head>", 1)

    def on_post_build(self, config):
        try:
            site.copy_to(Path(config.site_dir) / self.config.folder)
        except site.SiteMissing as error:
            log.warning(str(error))
        except FileExistsError as error:
            raise PluginError(str(error)) from error

    def _complain(self, message: str) -> None:
        log.warning("%s: %s", self.page, message)
