"""``threadbare.check``: what a program is told."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from pathlib import Path

import pytest

import threadbare

RACE = """\
import threading

hits = 0

def hit():
    global hits
    hits += 1

both = [threading.Thread(target=hit) for _ in range(2)]
for one in both:
    one.start()
for one in both:
    one.join()
assert hits == 2, hits
"""


def test_a_race_is_found_in_a_text():
    found = threadbare.check(RACE)
    assert [result.python for result in found] == ["3.9", "3.14", "3.14t"]
    free = found["3.14t"]
    assert (free.verdict, free.fails, free.safe) == ("fails", True, False)
    assert free.shortest is not None
    assert free.shortest.kind == "AssertionError"
    assert 7 in [move.line for move in free.shortest.moves]
    assert free.races[0].object == "hits"
    assert sum(outcome.count for outcome in free.outcomes) == free.schedules
    assert found.fails and not found.safe
    assert found["3.14"].safe and found["3.14"].complete


def test_a_file_is_named_by_str_or_path(tmp_path: Path):
    file = tmp_path / "race.py"
    file.write_text(RACE, encoding="utf-8")
    by_path, by_name = threadbare.check(file, python="3.14"), threadbare.check(str(file), python=["3.14"])
    assert by_path.file == by_name.file == str(file)
    assert [result.python for result in by_path] == ["3.14"]


def test_results_are_values():
    found = threadbare.check("print('é')\n", python="3.9")
    assert found["3.9"].outcomes[0].stdout == "é\n"
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.file = "other"
    with pytest.raises(KeyError):
        found["3.14"]


def test_limits_are_kept():
    # Each worker may end the schedule it is at, and each stage tries one at least.
    many = RACE.replace("range(2)", "range(8)").replace("assert hits == 2, hits\n", "")
    found = threadbare.check(many, python="3.14", schedules=1)["3.14"]
    assert (found.verdict, found.complete) == ("unknown", False)


@pytest.mark.parametrize(
    ("program", "said"),
    [("def broken(:\n", "<stdin>"), ("no-such-file.py", "no-such-file.py"), (Path("-"), "cannot be read")],
)
def test_what_cannot_be_run_is_one_sentence(program, said):
    with pytest.raises(threadbare.ThreadbareError, match=said) as caught:
        threadbare.check(program)
    assert "\n" not in str(caught.value)


def test_a_python_that_is_none_is_refused():
    with pytest.raises(threadbare.ThreadbareError, match="3.14t"):
        threadbare.check(RACE, python="2.7")


def test_the_command_line_is_there_too():
    for words in (["threadbare"], [sys.executable, "-m", "threadbare"]):
        done = subprocess.run([*words, "--version"], capture_output=True, encoding="utf-8", check=True)
        assert done.stdout.startswith("threadbare ")
