"""Verdicts summed up: shares, precision, recall and F1."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from geomap.evaluation.events import DISTANCES_KM
from geomap.evaluation.verdict import Assessment, Part, Verdict

__all__ = ["Found", "Scores", "Share"]

_PLACES: Final = tuple(f"place within {bound} km" for bound in DISTANCES_KM)
_MEASURES: Final[dict[Part, tuple[str, ...]]] = {
    "event": (
        "date exact", "date within a day", *_PLACES, "killed exact", "killed in range",
        "wounded exact", "wounded in range", "all right",
    ),
    "claim": ("best", "scope", "stance", "by", "all right"),
    "toponym": _PLACES,
}  # fmt: skip
"""What is judged of each part beside "found", in the order in which it is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many are right, of how many."""

    right: int
    of: int

    @property
    def share(self) -> float:
        """From 0 to 1; there is always something judged."""
        return self.right / self.of


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """How many of what was expected were found, and how many were read at all."""

    right: int
    expected: int
    read: int

    @property
    def precision(self) -> float | None:
        """Of what was read, the share that is right; None where nothing was read."""
        return self.right / self.read if self.read else None

    @property
    def recall(self) -> float | None:
        """Of what was expected, the share that was found; None where nothing was expected."""
        return self.right / self.expected if self.expected else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both."""
        both = self.expected + self.read
        return 2 * self.right / both if both else None


@dataclass(slots=True)
class Scores:
    """Counts that grow with every report; they hold nothing of the reports themselves.

    Examples
    --------
    >>> scores = Scores()
    >>> scores.add(Assessment(identifier="a", line=1, verdicts=(
    ...     Verdict(part="event", expected={}, read={}, judged={"found": True}),
    ...     Verdict(part="event", expected=None, read={}))))
    >>> scores.found("event")
    Found(right=1, expected=1, read=2)
    """

    reports: int = 0
    broken: int = 0
    # lines that are no gold
    failed: int = 0
    # reports that the reader could not read; they are judged as read with nothing in them
    _right: dict[tuple[Part, str], int] = field(default_factory=dict)
    _of: dict[tuple[Part, str], int] = field(default_factory=dict)
    _read: dict[Part, int] = field(default_factory=dict)

    def add(self, assessment: Assessment) -> None:
        """Count one report, or one broken line."""
        if assessment.broken is not None:
            self.broken += 1
            return
        self.reports += 1
        self.failed += bool(assessment.notes)
        self._count(assessment.verdicts)

    def _count(self, verdicts: Iterable[Verdict]) -> None:
        for verdict in verdicts:
            part = verdict.part
            self._read[part] = self._read.get(part, 0) + (verdict.read is not None)
            for name, right in verdict.judged.items():
                key = (part, name)
                self._right[key] = self._right.get(key, 0) + right
                self._of[key] = self._of.get(key, 0) + 1

    def found(self, part: Part) -> Found | None:
        """Give how many of a part were found; None where none was expected or read."""
        if part not in self._read:
            return None
        key = (part, "found")
        return Found(
            right=self._right.get(key, 0), expected=self._of.get(key, 0), read=self._read[part]
        )

    def shares(self, part: Part) -> dict[str, Share]:
        """Give what was judged of a part, in the order in which it is shown."""
        return {
            name: Share(right=self._right[part, name], of=self._of[part, name])
            for name in _MEASURES[part]
            if (part, name) in self._of
        }

    def to_json(self) -> dict[str, Any]:
        """Give all counts and shares as plain values."""
        told: dict[str, Any] = {
            "reports": self.reports,
            "broken_lines": self.broken,
            "reports_not_read": self.failed,
        }
        for part in _MEASURES:
            found = self.found(part)
            if found is None:
                continue
            measures: dict[str, Any] = {
                "found": {
                    "right": found.right,
                    "expected": found.expected,
                    "read": found.read,
                    "precision": found.precision,
                    "recall": found.recall,
                    "f1": found.f1,
                }
            }
            for name, share in self.shares(part).items():
                key = name.replace(" ", "_")
                measures[key] = {"right": share.right, "of": share.of, "share": share.share}
            told[f"{part}s"] = measures
        return told
