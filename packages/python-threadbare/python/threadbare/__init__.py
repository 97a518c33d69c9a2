"""Tells what can go wrong in a Python program with threads, or that nothing can."""

from __future__ import annotations

from ._check import check
from ._results import Check, Failure, Move, Outcome, Race, Result, ThreadbareError

__all__ = ["Check", "Failure", "Move", "Outcome", "Race", "Result", "ThreadbareError", "check"]
