"""Files, folders and standard input → reports, and what was set aside with the reason."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from geomap.errors import EmptyReportError, GeomapError, UnreadableReportError
from geomap.model import Report, SetAside
from geomap.protocols import ReportSource
from geomap.text.readers.bounded import BoundedWorker
from geomap.text.readers.inputs import InputFile, list_inputs
from geomap.text.readers.jsonlines import JsonLinesReader, Lines
from geomap.text.readers.options import ReadOptions
from geomap.text.readers.registry import READERS, LineReader, choose_reader
from geomap.text.readers.sidecar import find_sidecar, read_sidecar

__all__ = ["read_reports"]

_DEFAULTS = ReadOptions()
_SNIFFED = 65_536


def read_reports(
    inputs: Sequence[str | Path],
    *,
    options: ReadOptions = _DEFAULTS,
    stdin: BinaryIO | None = None,
) -> Iterator[Report | SetAside]:
    """Read reports from files, folders and standard input.

    Parameters
    ----------
    inputs : sequence of str or pathlib.Path
        Files, folders (with all below them; hidden files, ``*.gold.json`` and sidecars are
        no reports), or "-" for standard input.
    options : ReadOptions, optional
        Facts that override what the files say, and the limits.
    stdin : BinaryIO, optional
        What "-" stands for; by default the process's standard input.

    Returns
    -------
    iterator of Report or SetAside
        One or the other for everything that was found, sorted by origin. Reports are read
        as they are asked for.

    Raises
    ------
    UsageError
        Before anything is read: when a path does not exist or a folder is empty.

    Examples
    --------
    >>> from io import BytesIO
    >>> lines = BytesIO(b'{"id": "a", "text": "Strikes hit Homs."}')
    >>> [report.id for report in read_reports(["-"], stdin=lines)]
    ['a']
    """
    return _read_all(list_inputs(inputs), _Run(options=options, stdin=stdin))


@dataclass(slots=True, kw_only=True)
class _Run:
    """What one run remembers of the reports that it has given."""

    options: ReadOptions
    stdin: BinaryIO | None
    digests: dict[str, str] = field(default_factory=dict)
    # sha256 of a file to its origin
    ids: dict[str, str] = field(default_factory=dict)
    # report id to its origin


@dataclass(slots=True)
class _Resumed:
    """A stream whose first line was looked at and is given again."""

    first: bytes
    rest: Lines

    def readline(self, size: int = -1, /) -> bytes:
        if not self.first:
            return self.rest.readline(size)
        size = len(self.first) if size < 0 else size
        line, self.first = self.first[:size], self.first[size:]
        return line


def _read_all(entries: list[InputFile | SetAside], run: _Run) -> Iterator[Report | SetAside]:
    suffixes = {_suffix(entry) for entry in entries if isinstance(entry, InputFile)}
    warm = [r.name for r in READERS if r.isolated and not suffixes.isdisjoint(r.suffixes)]
    with BoundedWorker(run.options, warm=warm) as worker:
        if warm:
            worker.start()
        for entry in entries:
            if isinstance(entry, SetAside):
                yield entry
                continue
            try:
                yield from (_checked(found, run) for found in _read_one(entry, run, worker))
            except GeomapError as error:
                yield SetAside(origin=entry.origin, reason=error.message, line=error.line)


def _suffix(entry: InputFile) -> str:
    return entry.path.suffix.lower() if entry.path else ""


def _checked(found: Report | SetAside, run: _Run) -> Report | SetAside:
    """Set a report aside whose id another one has: claims point at their report by it."""
    if isinstance(found, SetAside):
        return found
    first = run.ids.setdefault(found.id, found.origin)
    if first is not found.origin:
        return SetAside(origin=found.origin, reason=f"the id {found.id!r} is that of {first}")
    return found


def _read_one(entry: InputFile, run: _Run, worker: BoundedWorker) -> Iterator[Report | SetAside]:
    meta = _meta(entry, run.options)
    if entry.path is None:
        stream: BinaryIO = run.stdin or sys.stdin.buffer
        yield from _read_stream(entry, stream, meta, run, worker)
        return
    try:
        # Opened here, so that a broken disk or a forbidden file is told by its reason.
        with entry.path.open("rb") as stream:
            yield from _read_stream(entry, stream, meta, run, worker)
    except OSError as error:
        raise UnreadableReportError(
            f"it cannot be opened: {error.strerror or error}", where=entry.origin
        ) from error


def _read_stream(
    entry: InputFile,
    stream: BinaryIO,
    meta: dict[str, str],
    run: _Run,
    worker: BoundedWorker,
) -> Iterator[Report | SetAside]:
    limit = run.options.max_bytes
    first = stream.readline(_SNIFFED)
    source = ReportSource(origin=entry.origin, content=first, suffix=_suffix(entry), meta=meta)
    lines = JsonLinesReader()
    if source.suffix in ("", *lines.suffixes) and lines.sniff(source):
        # Lines are read as they come, so a stream without end needs no memory without end.
        yield from lines.read_stream(source, _Resumed(first, stream), line_bytes=limit)
        return
    content = first + stream.read(max(0, limit + 1 - len(first)))
    if len(content) > limit:
        raise UnreadableReportError(f"larger than {limit:,} bytes", where=entry.origin)
    if not content:
        raise EmptyReportError("the file is empty", where=entry.origin)
    yield from _read_content(
        ReportSource(origin=entry.origin, content=content, suffix=source.suffix, meta=meta),
        run,
        worker,
    )


def _read_content(
    source: ReportSource, run: _Run, worker: BoundedWorker
) -> Iterator[Report | SetAside]:
    reader = choose_reader(source)
    digest = hashlib.sha256(source.content).hexdigest()
    if digest in run.digests:
        raise UnreadableReportError(f"the same bytes as {run.digests[digest]}")
    if isinstance(reader, LineReader):
        yield from reader.read_entries(source)
    elif reader.isolated:
        yield from worker.read(reader.name, source)
    else:
        yield from reader.read(source)
    run.digests[digest] = source.origin


def _meta(entry: InputFile, options: ReadOptions) -> dict[str, str]:
    """Join what options and sidecar say; the option wins."""
    meta = {"published_from": "sidecar"}
    sidecar = find_sidecar(entry.path) if entry.path else None
    if sidecar is not None:
        if entry.root is not None and not sidecar.resolve().is_relative_to(entry.root):
            raise UnreadableReportError(
                f"its sidecar {sidecar.name} is a link that leads out of the folder"
            )
        meta |= read_sidecar(sidecar)
    for name in ("title", "source", "author", "url", "language"):
        value: str | None = getattr(options, name)
        if value is not None:
            meta[name] = value
    if options.published is not None:
        meta |= {"published": options.published.isoformat(), "published_from": "option"}
    return meta
