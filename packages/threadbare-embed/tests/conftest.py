"""A small stand-in for the built site, so that these tests need no build."""

import pytest

LISTING = """counter.rs
variants! {
    Unprotected = "unprotected",
    Locked = "locked",
}
\f# Variant: unprotected
n += 1  # py: add
# Variant: locked
with lock:
    n += 1
# All variants
N = 4  # set: threads
"""


@pytest.fixture(autouse=True)
def built_site(tmp_path_factory, monkeypatch):
    folder = tmp_path_factory.mktemp("site")
    (folder / "code-00000000000000aa/listings").mkdir(parents=True)
    (folder / "code-00000000000000aa/listings/counter.txt").write_bytes(LISTING.encode())
    (folder / "docs").mkdir()
    (folder / "_headers").write_text("/*\n")
    for name in ("thread-bare-blocks.js", "thread-bare.js", "index.html", "sw.js"):
        (folder / name).write_text(f"// {name}\n")
    monkeypatch.setenv("THREADBARE_SITE", str(folder))
    return folder
