"""What Jupyter's own server answers below `threadbare/`, and with which headers."""

import asyncio
from pathlib import Path

import pytest
from jupyter_server.serverapp import ServerApp
from tornado.httpclient import AsyncHTTPClient
from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port

from threadbare_embed.server import HEADERS

PATHS = ["threadbare/", "threadbare/code-00000000000000aa/engine_bg.wasm", "threadbare/nothing.js", "threadbare/..%2Fsecret.txt"]


async def answers(app):
    """The answer to each path, without a token: the files are public."""
    socket, port = bind_unused_port()
    server = HTTPServer(app.web_app)
    server.add_socket(socket)
    try:
        ask = AsyncHTTPClient().fetch
        return [await ask(f"http://127.0.0.1:{port}/base/{path}", raise_error=False) for path in PATHS]
    finally:
        server.stop()


@pytest.fixture
def asked(built_site, tmp_path, monkeypatch):
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(tmp_path / name))
    (built_site / "code-00000000000000aa/engine_bg.wasm").write_bytes(b"\0asm")
    (built_site.parent / "secret.txt").write_text("secret")
    words = {"root_dir": tmp_path, "base_url": "/base/", "token": "secret", "jpserver_extensions": "threadbare_embed.server=True"}

    async def run():
        app = ServerApp()
        app.initialize([f"--ServerApp.{name}={value}" for name, value in words.items()] + ["--allow-root"], new_httpserver=False)
        return await answers(app)

    return dict(zip(PATHS, asyncio.run(run())))


def test_the_site_is_public_and_isolated(asked):
    for path in PATHS[:2]:
        assert asked[path].code == 200
        assert {name: asked[path].headers[name] for name in HEADERS} == HEADERS
        assert "Content-Security-Policy" not in asked[path].headers
    assert asked["threadbare/"].body == b"// index.html\n"
    assert asked[PATHS[1]].headers["Content-Type"] == "application/wasm"


def test_what_is_not_in_the_site_is_not_answered(asked):
    assert asked["threadbare/nothing.js"].code == 404
    assert asked[PATHS[3]].code in (403, 404) and b"secret" != asked[PATHS[3]].body


def test_the_headers_are_those_of_any_host():
    sent = (Path(__file__).parents[3] / "www/_headers").read_text()
    assert all(f"  {name}: {value}\n" in sent for name, value in HEADERS.items())
