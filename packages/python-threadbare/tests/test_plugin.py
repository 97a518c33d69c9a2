"""The plugin: a fixture, and files that say what they expect."""

from __future__ import annotations

import pytest

from test_check import RACE


def test_files_that_expect_are_tests(pytester: pytest.Pytester):
    pytester.makepyfile(
        race=f"# expect 3.14t: fails AssertionError\n{RACE}",
        wrong=f"# expect: safe\n{RACE}",
        silent=RACE,
    )
    done = pytester.runpytest("-v")
    done.assert_outcomes(passed=1, failed=1)
    done.stdout.fnmatch_lines(["race.py::expect PASSED*", "*It is not as expected.*", "*Python 3.14t: fails: AssertionError*"])


def test_a_file_that_is_named_is_not_imported(pytester: pytest.Pytester):
    pytester.makepyfile(expects="# expect: safe\nprint('ran')\n")
    done = pytester.runpytest("-s", "expects.py")
    done.assert_outcomes(passed=1)
    done.stdout.no_fnmatch_line("*ran*")


def test_modules_of_tests_stay_what_they_are(pytester: pytest.Pytester):
    pytester.makepyfile(test_own="# expect: safe\ndef test_this():\n    pass\n")
    pytester.runpytest().assert_outcomes(passed=1)


def test_a_program_that_cannot_be_run_fails_in_a_sentence(pytester: pytest.Pytester):
    pytester.makepyfile(broken="# expect: safe\ndef broken(:\n")
    done = pytester.runpytest()
    done.assert_outcomes(failed=1)
    done.stdout.no_fnmatch_line("*Traceback*")


def test_the_fixture(pytester: pytest.Pytester):
    pytester.makepyfile(
        test_own=f"RACE = {RACE!r}\n"
        + """
def test_safe(threadbare):
    threadbare.assert_safe(RACE, python="3.14")

def test_fails(threadbare):
    assert threadbare.assert_fails(RACE, "AssertionError", python="3.14t").fails

def test_not_safe(threadbare):
    threadbare.assert_safe(RACE, python="3.14t")

def test_fails_otherwise(threadbare):
    threadbare.assert_fails(RACE, "deadlock")
"""
    )
    done = pytester.runpytest()
    done.assert_outcomes(passed=2, failed=2)
    done.stdout.fnmatch_lines(["*It does not fail with deadlock.*"])


@pytest.mark.parametrize("said", ["command line", "ini file"])
def test_seconds_are_handed_on(pytester: pytest.Pytester, said: str):
    pytester.makepyfile(expects="# expect: safe\n")
    if said == "ini file":
        pytester.makeini("[pytest]\nthreadbare_seconds = 5\n")
    pytester.runpytest(*(["--threadbare-seconds", "5"] if said == "command line" else [])).assert_outcomes(passed=1)
