"""What the person at the keyboard says about the reports, and how far reading may go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from geomap.errors import UsageError

__all__ = ["ReadOptions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """Facts that override what the files say, and the limits of reading.

    Examples
    --------
    >>> ReadOptions(source="Reuters").seconds
    20.0
    >>> ReadOptions(seconds=0)
    Traceback (most recent call last):
        ...
    geomap.errors.UsageError: seconds is 0; it must be more than 0
    """

    title: str | None = None
    source: str | None = None
    # the publisher's name
    published: dt.date | None = None
    # the day in the publisher's calendar
    author: str | None = None
    url: str | None = None
    language: str | None = None
    # ISO 639-1
    max_bytes: int = 50_000_000
    # of one file, or of one line of JSON lines
    seconds: float = 20.0
    # for one file
    memory: int = 1 << 30
    # bytes of address space of the worker that parses files
    columns: Mapping[str, str] = field(default_factory=dict)
    # of tables: role to heading where the headings do not tell
    keep: tuple[str, ...] = ()
    # of tables: further columns whose cells shall stand in the rows' texts

    def __post_init__(self) -> None:
        for name in ("max_bytes", "seconds", "memory"):
            if getattr(self, name) <= 0:
                raise UsageError(f"{name} is {getattr(self, name)}; it must be more than 0")
