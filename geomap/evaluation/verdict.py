"""What is found out about one answer, and about one report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

__all__ = ["Assessment", "Part", "Verdict"]

Part = Literal["event", "claim", "toponym"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One thing that the gold has, the reading has, or both."""

    part: Part
    expected: Mapping[str, Any] | None
    # as the gold has it; None for what the gold does not have
    read: Mapping[str, Any] | None
    # as the reading has it; None for what was missed
    judged: Mapping[str, bool] = field(default_factory=dict)
    # attribute to whether it is right; "found" among them wherever something was expected

    @property
    def wrong(self) -> tuple[str, ...]:
        """What is wrong, in words; nothing where all is right."""
        if self.expected is None:
            return ("not in the gold",)
        if self.read is None:
            return ("found",)
        return tuple(name for name, right in self.judged.items() if not right)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """How one report was read; or why that could not be told."""

    identifier: str | None
    line: int
    # of the gold, from 1
    verdicts: tuple[Verdict, ...] = ()
    broken: str | None = None
    # why the line is no gold; then nothing is judged
    notes: tuple[str, ...] = ()
    # what the reader could not do with the report; it is judged all the same
