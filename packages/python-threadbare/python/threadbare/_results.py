"""What a check found: the JSON of ``threadbare check --json``, typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Optional


class ThreadbareError(Exception):
    """A program cannot be run, or the command line refused what it was asked; the message is one sentence for a person."""


@dataclass(frozen=True)
class Move:
    """What one thread does in a failure."""

    thread: str
    #: Counted from 1; 0 where there is none.
    line: int
    words: str


@dataclass(frozen=True)
class Failure:
    """The shortest failure that was found."""

    steps: int
    #: How many of its switches leave a thread that could have gone on.
    switches: int
    #: The exception's name, ``deadlock`` or ``livelock``.
    kind: str
    #: Plays the failure again: ``threadbare run FILE --schedule ...``.
    schedule: str
    why: str
    moves: tuple[Move, ...]


@dataclass(frozen=True)
class Race:
    """Two accesses that nothing orders."""

    object: str
    #: ``write-write`` or ``read-write``.
    kind: str
    lines: tuple[int, int]
    threads: tuple[str, str]
    missing: str


@dataclass(frozen=True)
class Outcome:
    """One way in which runs end."""

    #: ``finished``, ``exception``, ``deadlock``, ``partial-deadlock``, ``livelock`` or ``lost``.
    kind: str
    stdout: str
    exception: Optional[str]
    stuck: tuple[str, ...]
    #: How many schedules end so.
    count: int
    #: One of them; ``None`` where none is kept.
    schedule: Optional[str] = None


@dataclass(frozen=True)
class Result:
    """What was found under one Python."""

    #: ``3.9``, ``3.14`` or ``3.14t``.
    python: str
    #: ``safe``, ``fails`` or ``unknown``.
    verdict: str
    #: Whether every schedule was tried.
    complete: bool
    schedules: int
    #: Everything was tried up to this number of pre-emptive switches.
    bound: Optional[int]
    elapsed_ms: float
    outcomes: tuple[Outcome, ...]
    shortest: Optional[Failure]
    races: tuple[Race, ...]
    #: Under which rules of Python this holds.
    model: str
    note: Optional[str]

    @property
    def safe(self) -> bool:
        """Whether no schedule fails, and all were tried."""
        return self.verdict == "safe"

    @property
    def fails(self) -> bool:
        """Whether some schedule fails."""
        return self.verdict == "fails"

    def __str__(self) -> str:
        kind = f": {self.shortest.kind}" if self.shortest else ""
        lines = [f"Python {self.python}: {self.verdict}{kind} ({self.schedules} schedules{', all' if self.complete else ''})"]
        if self.note:
            lines.append(f"  {self.note}")
        if self.shortest:
            lines += [f"  line {move.line or '-':>4}  {move.thread}: {move.words}" for move in self.shortest.moves]
            lines.append(f"  {self.shortest.why}")
        return "\n".join(lines)


@dataclass(frozen=True)
class Check:
    """What was found in one program, under each Python that was asked for."""

    file: str
    results: tuple[Result, ...]
    #: Whether the program's comments ``# expect:`` hold; None without one, or where that is unknown.
    as_expected: Optional[bool] = None
    #: The object as the command line printed it.
    raw: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def safe(self) -> bool:
        """Whether it is safe under every Python that was asked for."""
        return all(result.safe for result in self.results)

    @property
    def fails(self) -> bool:
        """Whether it fails under some Python that was asked for."""
        return any(result.fails for result in self.results)

    def __iter__(self) -> Iterator[Result]:
        return iter(self.results)

    def __getitem__(self, python: str) -> Result:
        for result in self.results:
            if result.python == python:
                return result
        raise KeyError(python)

    def __str__(self) -> str:
        return "\n".join([self.file, *map(str, self.results)])


def read(raw: Mapping[str, Any], as_expected: Optional[bool]) -> Check:
    """The object that the command line printed."""
    return Check(raw["file"], tuple(map(_result, raw["results"])), as_expected, raw)


def _result(raw: Mapping[str, Any]) -> Result:
    return Result(
        python=raw["python"],
        verdict=raw["verdict"],
        complete=raw["complete"],
        schedules=raw["schedules"],
        bound=raw["bound"],
        elapsed_ms=raw["elapsed_ms"],
        outcomes=tuple(map(_outcome, raw["outcomes"])),
        shortest=_failure(raw["shortest"]) if raw["shortest"] else None,
        races=tuple(map(_race, raw["races"])),
        model=raw["model"],
        note=raw.get("note"),
    )


def _outcome(raw: Mapping[str, Any]) -> Outcome:
    return Outcome(raw["kind"], raw["stdout"], raw["exception"], tuple(raw.get("stuck", ())), raw["count"], raw.get("schedule"))


def _failure(raw: Mapping[str, Any]) -> Failure:
    moves = tuple(Move(move["thread"], move["line"], move["words"]) for move in raw["moves"])
    return Failure(raw["steps"], raw["switches"], raw["kind"], raw["schedule"], raw["why"], moves)


def _race(raw: Mapping[str, Any]) -> Race:
    lines, threads = raw["lines"], raw["threads"]
    return Race(raw["object"], raw["kind"], (lines[0], lines[1]), (threads[0], threads[1]), raw["missing"])
