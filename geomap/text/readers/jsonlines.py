"""JSON lines: one report a line; a bad line is told by its number, and the run goes on."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Protocol

from geomap.errors import ReportError, UnreadableReportError
from geomap.model import Report, SetAside
from geomap.protocols import ReportSource
from geomap.text.readers.record import make_report, parse_day

__all__ = ["JsonLinesReader", "Lines", "fields_of"]

_LINE_BYTES = 50_000_000
_FIRST_LINE = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*(?:\"|\})")
_FIELDS = ("id", "title", "source", "author", "url", "language", "published", "retrieved")


class Lines(Protocol):
    """Anything that gives lines of bytes: a file, a pipe."""

    def readline(self, size: int = -1, /) -> bytes:
        """Give the next line, or its first ``size`` bytes."""
        ...


class JsonLinesReader:
    r"""Reads JSON lines; the text of a line is taken exactly as it is, newlines included.

    Examples
    --------
    >>> lines = b'{"id": "a", "text": "Homs"}\nnonsense\n'
    >>> source = ReportSource(origin="in.jsonl", content=lines, suffix=".jsonl", meta={})
    >>> for entry in JsonLinesReader().read_entries(source):
    ...     print(getattr(entry, "reason", entry.origin))
    in.jsonl:1
    not JSON: Expecting value at column 1
    """

    name = "JSON lines"
    suffixes: tuple[str, ...] = (".jsonl", ".ndjson")
    isolated = False

    def sniff(self, source: ReportSource) -> bool:
        """Tell whether the first line begins as a JSON object."""
        return _FIRST_LINE.match(source.content) is not None

    def read(self, source: ReportSource) -> Iterator[Report]:
        """Give the reports; the first bad line ends the reading with an error."""
        for entry in self.read_entries(source):
            if isinstance(entry, SetAside):
                raise UnreadableReportError(entry.reason, where=entry.origin, line=entry.line)
            yield entry

    def read_entries(self, source: ReportSource) -> Iterator[Report | SetAside]:
        """Give the reports and, in their places, the lines that are none."""
        yield from self.read_stream(source, BytesIO(source.content))

    def read_stream(
        self, source: ReportSource, stream: Lines, *, line_bytes: int = _LINE_BYTES
    ) -> Iterator[Report | SetAside]:
        """Give the reports of a stream as its lines come in.

        Parameters
        ----------
        source : ReportSource
            Name and metadata of the stream; its content is not looked at.
        stream : Lines
            The lines, in UTF-8.
        line_bytes : int, optional
            A longer line is set aside and passed over.

        Yields
        ------
        Report or SetAside
            One for each line that is not blank.
        """
        used: dict[str, int] = {}
        for number, line in _lines(stream, line_bytes):
            try:
                if line is None:
                    raise UnreadableReportError(f"the line is longer than {line_bytes:,} bytes")
                if not line.strip():
                    continue
                report = _report(source, line, number)
                if report.id in used:
                    raise UnreadableReportError(
                        f"the id {report.id!r} was used on line {used[report.id]}"
                    )
            except ReportError as error:
                yield SetAside(origin=source.origin, reason=error.message, line=number)
            else:
                used[report.id] = number
                yield report


def _lines(stream: Lines, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Give numbered lines, None for one beyond the limit, of which no more is kept."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) <= limit:
            yield number, line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(limit + 1)
        yield number, None


def _report(source: ReportSource, line: bytes, number: int) -> Report:
    fields = fields_of(line)
    text = fields.get("text")
    if not isinstance(text, str):
        raise UnreadableReportError('"text" is missing or no string')
    # one id from outside cannot name many lines
    given = {name: value for name, value in source.meta.items() if name != "id"}
    for name in _FIELDS:
        value = fields.get(name)
        if value is None or value == "":
            continue
        if name == "id" and type(value) is int:
            value = str(value)
        if not isinstance(value, str):
            raise UnreadableReportError(f'"{name}" is {json.dumps(value)[:60]}, no string')
        if name == "published" and name not in given:
            if parse_day(value) is None:
                raise UnreadableReportError(
                    f'"published" is {value[:60]!r}, not a day such as 2015-09-30'
                )
            given["published_from"] = "metadata"
        given.setdefault(name, value)
    try:
        sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
        str(given).encode("utf-8")
    except UnicodeEncodeError as error:
        raise UnreadableReportError(
            f"{error.object[error.start]!r} is half of a surrogate pair and no character"
        ) from error
    numbered = replace(source, origin=f"{source.origin}:{number}", meta=given)
    return make_report(numbered, text, sha256=sha256)


def fields_of(line: bytes) -> dict[str, object]:
    """Give the members of a line's JSON object.

    Parameters
    ----------
    line : bytes
        JSON in UTF-8.

    Returns
    -------
    dict
        Name to value.

    Raises
    ------
    UnreadableReportError
        When it is none; the message says why.

    Examples
    --------
    >>> fields_of(b'{"id": "a"}')
    {'id': 'a'}
    """
    try:
        fields = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise UnreadableReportError(f"not UTF-8: {error.reason} at byte {error.start}") from error
    except json.JSONDecodeError as error:
        raise UnreadableReportError(f"not JSON: {error.msg} at column {error.colno}") from error
    except RecursionError as error:
        raise UnreadableReportError("nested too deeply") from error
    except ValueError as error:  # a number of more than 4,300 digits
        raise UnreadableReportError(f"not JSON: {error}") from error
    if not isinstance(fields, dict):
        raise UnreadableReportError('not an object such as {"id": "…", "text": "…"}')
    return fields
