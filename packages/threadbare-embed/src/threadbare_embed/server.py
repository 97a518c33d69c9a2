"""The extension of Jupyter's server: the site below `threadbare/`, so that notebooks need no network."""

from __future__ import annotations

from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join
from tornado.web import StaticFileHandler

from . import site

HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Document-Isolation-Policy": "isolate-and-require-corp",
    "X-Content-Type-Options": "nosniff",
}


class SiteHandler(JupyterHandler, StaticFileHandler):
    """Public files of the package. The headers give the frame real threads in browsers that know a policy for one document."""

    def set_default_headers(self) -> None:
        for name, value in HEADERS.items():
            self.set_header(name, value)

    def get_content_type(self) -> str:
        return "application/wasm" if (self.absolute_path or "").endswith(".wasm") else super().get_content_type()


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "threadbare_embed.server"}]


def _load_jupyter_server_extension(server) -> None:
    path = url_path_join(server.web_app.settings["base_url"], r"/threadbare/(.*)")
    options = {"path": str(site.folder()), "default_filename": "index.html"}
    server.web_app.add_handlers(".*$", [(path, SiteHandler, options)])
