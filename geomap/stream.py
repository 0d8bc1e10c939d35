"""The stream: one report a line in, its reading a line out, in order.

What a line may hold and what comes back is fixed by
``geomap/events/exchange/reading.schema.json``. Offsets point into the text exactly as it
was given, so nothing here may touch it.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any, Protocol

from geomap.events.exchange.readings import error_line, reading_line
from geomap.model import Report, SetAside
from geomap.pipeline import Stages, load_stages, read_report
from geomap.protocols import ReportSource
from geomap.text.readers.jsonlines import JsonLinesReader

__all__ = ["Lines", "read_stream"]

_log = logging.getLogger(__name__)

_LINE_BYTES = 50_000_000
# A grammar of a text needs some hundred times its size in memory; no report is so long.
_TEXT_CHARACTERS = 1_000_000


class Lines(Protocol):
    """Anything that gives lines of bytes: a file, a pipe."""

    def readline(self, size: int = -1, /) -> bytes:
        """Give the next line, or its first ``size`` bytes."""
        ...


def read_stream(
    stream: Lines, *, origin: str = "-", stages: Stages | None = None
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
    blank: list[int] = []
    for number, line in _numbered(stream):
        if line is not None and not line.strip():
            blank.append(number)
            continue
        for passed in blank:
            yield error_line(None, "the line is blank; it should hold a report", passed)
        blank.clear()
        yield _answer(line, number, origin, stages)


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


def _answer(line: bytes | None, number: int, origin: str, stages: Stages | None) -> dict[str, Any]:
    if line is None:
        return error_line(None, f"the line is longer than {_LINE_BYTES:,} bytes", number)
    report = _report(line, number, origin)
    if isinstance(report, SetAside):
        return error_line(_identifier(line), report.reason, number)
    if len(report.text) > _TEXT_CHARACTERS:
        message = f"the text has {len(report.text):,} characters; {_TEXT_CHARACTERS:,} are read"
        return error_line(report.id, message, number)
    try:
        outcome = read_report(report, stages or load_stages())
    # The last wall between one report and the run: thousands of others wait behind it, and
    # the line says which report it was.
    except Exception as error:
        _log.exception("line %d could not be read", number)
        return error_line(report.id, f"cannot be read: {type(error).__name__}: {error}", number)
    return reading_line(outcome.reading, outcome.resolutions, outcome.incidents, outcome.notes)


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
