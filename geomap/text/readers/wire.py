"""Reports as JSON: how they come back from the worker that parses files. Never pickle."""

from __future__ import annotations

import datetime as dt
from typing import Any

from geomap.model import Report
from geomap.stretches import Span

__all__ = ["report_from_json", "report_to_json"]

_WORDS = (
    "id", "text", "sha256", "origin", "title", "source", "author", "url", "archive_url",
    "language", "published_from",
)  # fmt: skip


def report_to_json(report: Report) -> dict[str, Any]:
    """Convert a report to values that JSON knows.

    Parameters
    ----------
    report : Report
        Any report.

    Returns
    -------
    dict
        The fields by name; dates as ISO 8601, the span as [start, end].

    Examples
    --------
    >>> fields = report_to_json(Report(id="r1", text="Homs", sha256="00"))
    >>> report_from_json(fields) == Report(id="r1", text="Homs", sha256="00")
    True
    """
    span = report.published_span
    return {name: getattr(report, name) for name in _WORDS} | {
        "published": report.published.isoformat() if report.published else None,
        "published_at": report.published_at.isoformat() if report.published_at else None,
        "published_span": [span.start, span.end] if span else None,
        "retrieved_at": report.retrieved_at.isoformat() if report.retrieved_at else None,
    }


def report_from_json(fields: dict[str, Any]) -> Report:
    """Build a report from what `report_to_json` made.

    Parameters
    ----------
    fields : dict
        The fields by name.

    Returns
    -------
    Report
        Equal to the one that was converted.

    Examples
    --------
    >>> report_from_json(report_to_json(Report(id="r1", text="Homs", sha256="00"))).text
    'Homs'
    """
    span = fields["published_span"]
    at, retrieved = fields["published_at"], fields["retrieved_at"]
    return Report(
        **{name: fields[name] for name in _WORDS},
        published=dt.date.fromisoformat(fields["published"]) if fields["published"] else None,
        published_at=dt.datetime.fromisoformat(at) if at else None,
        published_span=Span(report_id=fields["id"], start=span[0], end=span[1]) if span else None,
        retrieved_at=dt.datetime.fromisoformat(retrieved) if retrieved else None,
    )
