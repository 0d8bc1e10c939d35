"""One place that joins what is known of a report, in its order of trust, into a `Report`."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from geomap.errors import EmptyReportError
from geomap.model import Report
from geomap.protocols import ReportSource
from geomap.stretches import Span
from geomap.text.parsing.tongues import language_code
from geomap.text.readers.foreign_dates import find_foreign_day
from geomap.text.readers.language import detect_language
from geomap.text.readers.printed_dates import find_printed_dates
from geomap.text.readers.publication import Publication, find_publication

__all__ = ["FileMetadata", "make_report", "parse_day"]

_FIRST_YEAR, _LAST_YEAR = 1800, 2100


@dataclass(frozen=True, slots=True, kw_only=True)
class FileMetadata:
    """What a file says of itself outside of its text."""

    title: str | None = None
    source: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None
    published: dt.date | None = None
    published_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class _Day:
    published: dt.date | None = None
    at: dt.datetime | None = None
    said_by: str | None = None
    words: tuple[int, int] | None = None


def parse_day(written: str) -> tuple[dt.date, dt.datetime | None] | None:
    """Read a date of a metadata field: ISO 8601, RFC 2822 or as publishers print it.

    Parameters
    ----------
    written : str
        The field's value.

    Returns
    -------
    tuple of datetime.date and datetime.datetime or None
        The day in the writer's own calendar, and the aware moment where the zone is known;
        None where no day can be told.

    Examples
    --------
    >>> parse_day("2015-09-30T18:48:00+03:00")[1].isoformat()
    '2015-09-30T18:48:00+03:00'
    >>> str(parse_day("30 September 2015")[0])
    '2015-09-30'
    >>> parse_day("yesterday")
    """
    words = written.strip()[:100]
    try:
        moment = dt.datetime.fromisoformat(words)
    except ValueError:
        found = next(find_printed_dates(words), None)
        return (found.day, found.moment) if found and found.day else None
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        return None
    return moment.date(), moment if moment.tzinfo else None


def make_report(
    source: ReportSource,
    text: str,
    metadata: FileMetadata | None = None,
    *,
    sha256: str | None = None,
) -> Report:
    """Join text, metadata and what was given from outside into a report.

    The order of trust: option, sidecar (both in ``source.meta``), the file's metadata, the
    text itself.

    Parameters
    ----------
    source : ReportSource
        The file, with what options and sidecar say in ``meta``.
    text : str
        The readable text, newlines normalised.
    metadata : FileMetadata, optional
        What the file says outside of its text.
    sha256 : str, optional
        The digest to use; by default that of ``source.content``.

    Returns
    -------
    Report
        With an id from its content unless ``meta`` gives one.

    Raises
    ------
    EmptyReportError
        When the text has no words.

    Examples
    --------
    >>> page = ReportSource(origin="a.txt", content=b"x", suffix=".txt", meta={"source": "SANA"})
    >>> report = make_report(page, "Strikes in Homs")
    >>> report.id, report.source
    ('r2d711642b726b044', 'SANA')
    """
    if not text.strip():
        raise EmptyReportError(
            "it holds no text that a person could read", where=source.origin or None
        )
    given, metadata = source.meta, metadata or FileMetadata()
    sha256 = sha256 or hashlib.sha256(source.content).hexdigest()
    report_id = given.get("id") or f"r{sha256[:16]}"
    language = language_code(given.get("language")) or detect_language(text) or metadata.language
    printed = _publication(text, language)
    day = _day(given, metadata, printed)
    return Report(
        id=report_id,
        text=text,
        sha256=sha256,
        origin=source.origin,
        title=given.get("title") or metadata.title or printed.title,
        source=given.get("source") or metadata.source or printed.source,
        author=given.get("author") or metadata.author or printed.author,
        url=given.get("url") or metadata.url,
        archive_url=given.get("archive_url"),
        language=language,
        published=day.published,
        published_at=day.at,
        published_span=Span(report_id=report_id, start=day.words[0], end=day.words[1])
        if day.words
        else None,
        published_from=day.said_by,
        retrieved_at=_retrieved(given.get("retrieved")),
    )


def _publication(text: str, language: str | None) -> Publication:
    """Read what the text says of itself, with the months of its own language."""
    printed = find_publication(text)
    if printed.published is not None:
        return printed
    found = find_foreign_day(text, language)
    return replace(printed, published=found[0], published_words=found[1]) if found else printed


def _day(given: Mapping[str, str], metadata: FileMetadata, printed: Publication) -> _Day:
    told = parse_day(given["published"]) if given.get("published") else None
    if told:
        return _Day(told[0], told[1], given.get("published_from", "option"))
    if metadata.published:
        return _Day(metadata.published, metadata.published_at, "metadata")
    if printed.published:
        return _Day(printed.published, printed.published_at, "text", printed.published_words)
    return _Day()


def _retrieved(written: str | None) -> dt.datetime | None:
    told = parse_day(written) if written else None
    return told[1] if told else None
