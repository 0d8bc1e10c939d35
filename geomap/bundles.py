"""Bundles of reports as a stream: one bundle a line in, its reconciled incidents a line out.

What comes back is fixed by ``geomap/events/exchange/reconciliation.schema.json``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geomap.events.exchange.reconciliations import reconciliation_error, reconciliation_line
from geomap.events.figures.rules import FigureRules
from geomap.events.reconcile import reconcile
from geomap.stages import Outcome, Stages
from geomap.stream import Lines, Unreadable, numbered_lines, read_line
from geomap.stretches import Span
from geomap.vocabulary import ToponymRole

__all__ = ["reconcile_stream"]

_FIELDS = ("source", "published", "text", "title", "url", "author", "language")
# What a report of a bundle may say of itself; it is known by its place in the bundle.


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bundle:
    """One line, taken apart."""

    identifier: str
    lines: Mapping[str, bytes]
    # report id to the line that the reader of reports takes
    positions: Mapping[str, list[int]]
    errors: list[str]
    # what in it is no report, in words


def reconcile_stream(
    stream: Lines,
    *,
    origin: str = "-",
    stages: Stages | None = None,
    rules: FigureRules | None = None,
) -> Iterator[dict[str, Any]]:
    r"""Reconcile the bundles of a stream as they come.

    Parameters
    ----------
    stream : Lines
        JSON lines in UTF-8, each ``{"id", "reports": [{"source", "published", "text",
        "title"?, "url"?}]}``.
    origin : str, default "-"
        What the stream is called in messages.
    stages : Stages, optional
        The parts to use; by default the built-in ones, loaded with the first report.
    rules : FigureRules, optional
        By which claims become figures.

    Yields
    ------
    dict
        One for every line, as ``reconciliation_schema()`` has it. Reports that cannot be read
        are named in its ``errors``, and its incidents rest on the others.

    Examples
    --------
    >>> from io import BytesIO
    >>> [line["errors"] for line in reconcile_stream(BytesIO(b'{"id": "b"}\n'))]
    [['line 1: "reports" is missing or no list of reports']]
    """
    for number, line, problem in numbered_lines(stream):
        bundle = problem if problem is not None else _bundle(line)
        if isinstance(bundle, str):
            yield reconciliation_error(_identifier(line), bundle, number)
        else:
            outcomes, errors = _outcomes(bundle, number, origin, stages)
            incidents = reconcile(
                [incident for outcome in outcomes for incident in outcome.incidents],
                [outcome.reading.report for outcome in outcomes],
                rules=rules,
            )
            yield reconciliation_line(
                bundle.identifier,
                incidents,
                bundle.positions,
                names=_names(outcomes),
                errors=errors,
            )


def _outcomes(
    bundle: _Bundle, number: int, origin: str, stages: Stages | None
) -> tuple[list[Outcome], list[str]]:
    """Read the reports of a bundle; what could not be done is said in words."""
    outcomes: list[Outcome] = []
    errors = [f"line {number}: {message}" for message in bundle.errors]
    for report_id, line in bundle.lines.items():
        found = read_line(line, number, origin=origin, stages=stages)
        place = ", ".join(map(str, bundle.positions[report_id]))
        if isinstance(found, Unreadable):
            errors.append(f"line {number}, report {place}: {found.message}")
            continue
        errors += [f"line {number}, report {place}: {note}" for note in found.notes]
        outcomes.append(found)
    return outcomes, errors


def _names(outcomes: Sequence[Outcome]) -> dict[Span, str]:
    """Give the towns and units that the reports name; a country is no part of an address."""
    return {
        resolution.toponym.span: resolution.toponym.surface
        for outcome in outcomes
        for resolution in outcome.resolutions
        if resolution.place is not None
        and not resolution.place.feature.startswith("PCL")
        and resolution.toponym.role is not ToponymRole.DEMONYM
    }


def _bundle(line: bytes) -> _Bundle | str:
    """Take a bundle apart, or say what is wrong with it."""
    fields = _parsed(line)
    if isinstance(fields, str):
        return fields
    reports = fields.get("reports")
    if not isinstance(reports, list):
        return '"reports" is missing or no list of reports'
    identifier = _identifier(line)
    if identifier is None:
        return '"id" is missing, empty or no text'
    lines: dict[str, bytes] = {}
    positions: dict[str, list[int]] = {}
    errors: list[str] = []
    for position, report in enumerate(reports):
        if not isinstance(report, dict):
            errors.append(f'report {position}: not an object such as {{"text": "…"}}')
            continue
        told = {name: report[name] for name in _FIELDS if report.get(name) is not None}
        told |= _with_headline(told)
        # Known by what it says and not by where it stands: the order of a bundle is chance.
        content = json.dumps(told, sort_keys=True).encode("ascii")
        report_id = "r" + hashlib.sha256(content).hexdigest()[:16]
        positions.setdefault(report_id, []).append(position)
        lines[report_id] = json.dumps(told | {"id": report_id}).encode("ascii")
    ordered = dict(sorted(lines.items()))
    return _Bundle(identifier=identifier, lines=ordered, positions=positions, errors=errors)


def _with_headline(told: Mapping[str, Any]) -> dict[str, Any]:
    """Put a title that the text does not open with above it, as it stands on the page."""
    title, text = told.get("title"), told.get("text")
    if not (isinstance(title, str) and isinstance(text, str) and title.strip()):
        return {}
    if title.strip().lower() in text[: 2 * len(title)].lower():
        return {}
    return {"text": f"{title.strip()}\n\n{text}"}


def _parsed(line: bytes) -> dict[str, Any] | str:
    try:
        fields = json.loads(line.removeprefix(b"\xef\xbb\xbf").decode("utf-8"))
    except UnicodeDecodeError as error:
        return f"not UTF-8: {error.reason} at byte {error.start}"
    except json.JSONDecodeError as error:
        return f"not JSON: {error.msg} at column {error.colno}"
    except RecursionError:
        return "nested too deeply"
    except ValueError as error:  # a number of more than 4,300 digits
        return f"not JSON: {error}"
    if not isinstance(fields, dict):
        return 'not an object such as {"id": "…", "reports": […]}'
    return fields


def _identifier(line: bytes) -> str | None:
    fields = _parsed(line)
    if isinstance(fields, str):
        return None
    found = fields.get("id")
    if type(found) is int:
        return str(found)
    return found if isinstance(found, str) and found else None
