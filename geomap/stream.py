"""The stream: one report a line in, its reading a line out, in order.

What a line may hold and what comes back is fixed by
``geomap/events/exchange/reading.schema.json``. Offsets point into the text exactly as it
was given, so nothing here may touch it.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any, Protocol

from geomap.corpus.workers import Workers
from geomap.events.exchange.readings import error_line, reading_line
from geomap.events.figures.rules import FigureRules, refigured
from geomap.model import Report, SetAside
from geomap.protocols import ReportSource
from geomap.stages import Outcome, Stages, load_stages, read_report
from geomap.text.readers.jsonlines import JsonLinesReader

__all__ = [
    "Lines",
    "Unreadable",
    "answer_line",
    "answer_of",
    "numbered_lines",
    "read_line",
    "read_stream",
]

_log = logging.getLogger(__name__)

_TASK = "geomap.stream:answer_line"
_LINE_BYTES = 50_000_000
# A grammar of a text needs some two hundred times its size in memory; no report is so long.
_TEXT_CHARACTERS = 10_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A line that could not be read, and why."""

    identifier: str | None
    # of the report, where it could be told
    message: str
    holds_report: bool = False
    # a report it is, and the reader failed on it


class Lines(Protocol):
    """Anything that gives lines of bytes: a file, a pipe."""

    def readline(self, size: int = -1, /) -> bytes:
        """Give the next line, or its first ``size`` bytes."""
        ...


def read_stream(
    stream: Lines,
    *,
    origin: str = "-",
    stages: Stages | None = None,
    workers: int = 1,
    rules: FigureRules | None = None,
) -> Iterator[dict[str, Any]]:
    r"""Read the reports of a stream as they come.

    Parameters
    ----------
    stream : Lines
        JSON lines in UTF-8, each ``{"id", "text", "published"?, "title"?, "source"?,
        "url"?}``.
    origin : str, default "-"
        What the stream is called in messages.
    stages : Stages, optional
        The parts to use; by default the built-in ones, loaded with the first report.
    workers : int, default 1
        Processes that read at once, with the built-in parts; the answers are the same. Lines
        are then read a few ahead of the answers.
    rules : FigureRules, optional
        By which claims become the figures of events.

    Yields
    ------
    dict
        One for every line, as ``reading_schema()`` has it. A line that cannot be read gives
        an error with its number; blank lines at the end of the stream are not counted as
        lines.

    Examples
    --------
    >>> from io import BytesIO
    >>> [line["errors"] for line in read_stream(BytesIO(b"no report\n"))]
    [['line 1: not JSON: Expecting value at column 1']]
    """
    chosen = rules or FigureRules()
    if workers > 1:
        yield from _read_elsewhere(stream, origin, workers, chosen)
        return
    for number, line, problem in numbered_lines(stream):
        if problem is not None:
            yield error_line(None, problem, number)
        else:
            found = read_line(line, number, origin=origin, stages=stages)
            yield answer_of(found, number, chosen)


def answer_of(found: Outcome | Unreadable, number: int, rules: FigureRules) -> dict[str, Any]:
    """Give the line of a reading.

    Parameters
    ----------
    found : Outcome or Unreadable
        What a report gave.
    number : int
        Its line.
    rules : FigureRules
        By which claims become the figures of events.

    Returns
    -------
    dict
        As ``reading_schema()`` has it.

    Examples
    --------
    >>> answer_of(Unreadable(identifier="a", message="no text"), 3, FigureRules())["errors"]
    ['line 3: no text']
    """
    if isinstance(found, Unreadable):
        return error_line(found.identifier, found.message, number)
    incidents = [refigured(i, rules) for i in found.incidents]
    return reading_line(found.reading, found.resolutions, incidents, found.notes)


def _read_elsewhere(
    stream: Lines, origin: str, workers: int, rules: FigureRules
) -> Iterator[dict[str, Any]]:
    """Read the lines in worker processes."""
    requests = (
        ((number, line, problem), None if problem else _head(number, origin, rules) + line)
        for number, line, problem in numbered_lines(stream)
    )
    with Workers(_TASK, count=workers) as crew:
        for answer in crew.answers(requests):
            number, line, problem = answer.about
            if answer.content is not None:
                found: dict[str, Any] = json.loads(answer.content)
                yield found
                continue
            died = f"cannot be read: the process that read it died ({answer.failure})"
            yield error_line(None if problem else _identifier(line), problem or died, number)


def answer_line(content: bytes) -> bytes:
    r"""Read one line in a worker.

    Parameters
    ----------
    content : bytes
        JSON of the line's number, the stream's name and the rules, a line break, and the line.

    Returns
    -------
    bytes
        The answer as JSON.

    Examples
    --------
    >>> answer_line(b'[7, "in.jsonl", "geomap", []]\nno report')[-60:]
    b'"errors": ["line 7: not JSON: Expecting value at column 1"]}'
    """
    head, _, line = content.partition(b"\n")
    number, origin, policy, claimants = json.loads(head)
    rules = FigureRules(policy=policy, claimants=tuple(claimants))
    found = read_line(line, number, origin=origin)
    return json.dumps(answer_of(found, number, rules)).encode("ascii")


def _head(number: int, origin: str, rules: FigureRules) -> bytes:
    return json.dumps([number, origin, rules.policy, rules.claimants]).encode("ascii") + b"\n"


def numbered_lines(stream: Lines) -> Iterator[tuple[int, bytes, str | None]]:
    r"""Give the lines of a stream as they come, with their numbers.

    Parameters
    ----------
    stream : Lines
        The stream.

    Yields
    ------
    tuple of (int, bytes, str or None)
        Number, line, and what is wrong with it: it is too long (nothing of it is kept), or
        blank and not at the end of the stream.

    Examples
    --------
    >>> from io import BytesIO
    >>> [(number, line) for number, line, _ in numbered_lines(BytesIO(b"{}\n\n[]\n\n"))]
    [(1, b'{}\n'), (2, b''), (3, b'[]\n')]
    """
    blank: list[int] = []
    for number, line in _numbered(stream):
        if line is not None and not line.strip():
            blank.append(number)
            continue
        for passed in blank:
            yield passed, b"", "the line is blank; it should hold a report"
        blank.clear()
        if line is None:
            yield number, b"", f"the line is longer than {_LINE_BYTES:,} bytes"
        else:
            yield number, line, None


def _numbered(stream: Lines) -> Iterator[tuple[int, bytes | None]]:
    """Give numbered lines, None for one that is too long, of which nothing is kept."""
    number = 0
    while line := stream.readline(_LINE_BYTES + 1):
        number += 1
        if len(line) <= _LINE_BYTES:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_LINE_BYTES)
        yield number, None


def read_line(
    line: bytes, number: int, *, origin: str = "-", stages: Stages | None = None
) -> Outcome | Unreadable:
    r"""Read the report of one line.

    Parameters
    ----------
    line : bytes
        JSON in UTF-8.
    number : int
        Its number, from 1, for the report's origin.
    origin : str, default "-"
        What the stream is called.
    stages : Stages, optional
        The parts to use; by default the built-in ones.

    Returns
    -------
    Outcome or Unreadable
        What the report gave, or why it gave nothing.

    Examples
    --------
    >>> read_line(b"no report", 1).message
    'not JSON: Expecting value at column 1'
    """
    report = _report(line, number, origin)
    if isinstance(report, SetAside):
        return Unreadable(identifier=_identifier(line), message=report.reason)
    if len(report.text) > _TEXT_CHARACTERS:
        message = f"the text has {len(report.text):,} characters; {_TEXT_CHARACTERS:,} are read"
        return Unreadable(identifier=report.id, message=message, holds_report=True)
    try:
        return read_report(report, stages or load_stages())
    # The last wall between one report and the run: thousands of others wait behind it, and
    # the line says which report it was.
    except Exception as error:
        _log.exception("line %d could not be read", number)
        message = f"cannot be read: {type(error).__name__}: {error}"
        return Unreadable(identifier=report.id, message=message, holds_report=True)


def _report(line: bytes, number: int, origin: str) -> Report | SetAside:
    source = ReportSource(origin=origin, content=b"", suffix=".jsonl", meta={})
    # Line by line, so that an id may come twice: answers are told apart by their order.
    found = next(JsonLinesReader().read_stream(source, BytesIO(line)))
    if isinstance(found, SetAside):
        return found
    # A first line that only looks like a headline must not become one.
    title = json.loads(line.removeprefix(b"\xef\xbb\xbf")).get("title")
    return replace(found, origin=f"{origin}:{number}", title=title or None)


def _identifier(line: bytes) -> str | None:
    """Find the id of a report that cannot be read, so that the answer can be joined to it."""
    try:
        fields = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError):
        return None
    found = fields.get("id") if isinstance(fields, dict) else None
    if type(found) is int:
        return str(found)
    return found if isinstance(found, str) and found else None
