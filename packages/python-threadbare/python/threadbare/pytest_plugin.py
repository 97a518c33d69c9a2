"""pytest: the fixture ``threadbare``, and a test for each file that says ``# expect:``."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Optional, Union

import pytest

from ._check import check
from ._results import Check, ThreadbareError

#: As `threadbare check` reads it: a comment on a line of its own.
EXPECTATION = re.compile(rb"^\s*#\s*expect(?:\s+3\.\w+)?\s*:\s*(?:safe|fails)\b", re.MULTILINE)

Program = Union[str, "os.PathLike[str]"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """The plugin's own options."""
    group = parser.getgroup("threadbare")
    group.addoption("--threadbare-seconds", type=int, metavar="N", help="search each Python for N seconds at most")
    parser.addini("threadbare_seconds", "search each Python for so many seconds at most (20)", default="")


def _seconds(config: pytest.Config) -> Optional[int]:
    asked = config.getoption("--threadbare-seconds")
    if asked is not None:
        return int(asked)
    written = str(config.getini("threadbare_seconds"))
    return int(written) if written else None


class Threadbare:
    """What the fixture ``threadbare`` gives."""

    def __init__(self, seconds: Optional[int]) -> None:
        self._seconds = seconds

    def check(self, source_or_path: Program, **options: Any) -> Check:
        """As :func:`threadbare.check`, with the seconds of the command line or the ini file."""
        options.setdefault("seconds", self._seconds)
        return check(source_or_path, **options)

    def assert_safe(self, source_or_path: Program, **options: Any) -> Check:
        """Fail the test unless the program is safe under every Python that is asked for."""
        __tracebackhide__ = True
        found = self.check(source_or_path, **options)
        if not found.safe:
            pytest.fail(f"{found}", pytrace=False)
        return found

    def assert_fails(self, source_or_path: Program, kind: Optional[str] = None, **options: Any) -> Check:
        """Fail the test unless the program fails, and in this way if one is given: an exception's name, ``deadlock`` or ``livelock``."""
        __tracebackhide__ = True
        found = self.check(source_or_path, **options)
        kinds = [result.shortest.kind for result in found if result.shortest]
        if not kinds or (kind is not None and kind not in kinds):
            pytest.fail(f"It does not fail{f' with {kind}' if kind else ''}.\n{found}", pytrace=False)
        return found


@pytest.fixture
def threadbare(request: pytest.FixtureRequest) -> Threadbare:
    """Checks programs with threads: ``check``, ``assert_safe``, ``assert_fails``."""
    return Threadbare(_seconds(request.config))


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> Optional[pytest.Collector]:
    """A file that says what it expects, and is none of pytest's own."""
    if _expects(file_path, parent.config):
        return ExpectFile.from_parent(parent, path=file_path)
    return None


@pytest.hookimpl(tryfirst=True)
def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> Optional[pytest.Collector]:
    """Keep pytest from importing such a file, which would run it, when it is named on the command line."""
    if _expects(module_path, parent.config):
        return Nothing.from_parent(parent, path=module_path)
    return None


def _expects(path: Path, config: pytest.Config) -> bool:
    patterns: Iterable[str] = [*config.getini("python_files"), "conftest.py", "__init__.py"]
    if path.suffix != ".py" or any(path.match(pattern) for pattern in patterns):
        return False
    try:
        return EXPECTATION.search(path.read_bytes()) is not None
    except OSError:
        return False


class Nothing(pytest.File):
    """Has no tests."""

    def collect(self) -> Iterator[pytest.Item]:
        """None."""
        return iter(())


class ExpectFile(pytest.File):
    """A program that says what it expects."""

    def collect(self) -> Iterator[pytest.Item]:
        """One test."""
        yield ExpectItem.from_parent(self, name="expect")


class NotAsExpectedError(Exception):
    """What was found is not what the program's comments say."""


class ExpectItem(pytest.Item):
    """Whether a program does what it says."""

    def runtest(self) -> None:
        """Search it."""
        found = check(self.path, seconds=_seconds(self.config))
        if found.as_expected is None:
            raise NotAsExpectedError(f"It is not known yet whether this holds: more seconds would help.\n{found}")
        if not found.as_expected:
            raise NotAsExpectedError(f"It is not as expected.\n{found}")

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """In the words of the search, without a traceback."""
        if isinstance(excinfo.value, (NotAsExpectedError, ThreadbareError)):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """The line that expects."""
        text = self.path.read_bytes()
        match = EXPECTATION.search(text)
        line = text.count(b"\n", 0, match.start()) if match else 0
        return self.path, line, f"{self.path.name}: # expect"
