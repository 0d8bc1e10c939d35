"""The stream of places: one line of JSON in, the same with places out, in order.

Two kinds of lines may come, mixed:

- ``{"id", "text", "toponyms": [{"start", "end"}]}``: a report with the spans of its place
  names, offsets in code points (Python's ``str`` indices), the end not included. The
  toponyms of one line decide each other. Each span comes back with its place.
- ``{"id", "name", "admin1"?, "admin2"?, "country"?}``: one name, with the units it lies in.
  The line itself comes back with the place; a country that it gives stays where nothing was
  found.

Whatever else a line or a span holds comes back as it was; only the fields that are added are
written anew. A line that cannot be used gives ``{"id", "error": "line 17: …"}`` in its place.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NoReturn, Protocol

from geomap.errors import GeomapError
from geomap.model import Report, Resolution, Toponym
from geomap.places.resolve import ReportResolver
from geomap.places.tables.answers import answer_fields
from geomap.places.tables.rows import Query, row_geocoder
from geomap.protocols import Gazetteer, Resolver
from geomap.stretches import Span
from geomap.vocabulary import ToponymRole

__all__ = ["ByteLines", "geocode_lines"]

_log = logging.getLogger(__name__)

_LINE_BYTES = 50_000_000
_SPANS = 20_000
_NAME_CHARACTERS = 1_000
_SHOWN = 60


class ByteLines(Protocol):
    """Anything that gives lines of bytes: a file, a pipe."""

    def readline(self, size: int = -1, /) -> bytes:
        """Give the next line, or its first ``size`` bytes."""
        ...


def geocode_lines(
    stream: ByteLines, *, gazetteer: Gazetteer, why: bool = False
) -> Iterator[dict[str, Any]]:
    r"""Place the names of a stream as they come.

    Parameters
    ----------
    stream : ByteLines
        JSON lines in UTF-8, of the two kinds that the module tells of.
    gazetteer : Gazetteer
        Where to look.
    why : bool, default False
        Whether to give the candidates too.

    Yields
    ------
    dict
        One for every line that is not blank, in order. ``lat``, ``lon``, ``place``,
        ``country`` and ``precision`` are None where a name was not found or is not sure;
        ``probability`` and ``reason`` are always there. A line that cannot be used has an
        ``error`` with its number.

    Examples
    --------
    >>> from io import BytesIO
    >>> from geomap.places.gazetteer import open_builtin
    >>> lines = b'{"id": 1, "name": "Talbiseh", "country": "SYR"}\nno JSON\n'
    >>> found, wrong = geocode_lines(BytesIO(lines), gazetteer=open_builtin())
    >>> found["id"], found["country"], wrong
    (1, 'SY', {'id': None, 'error': 'line 2: not JSON: Expecting value at column 1'})
    """
    place_name = row_geocoder(gazetteer)
    resolver = ReportResolver(gazetteer)
    for number, line in _numbered(stream):
        if line is not None and not line.strip():
            continue
        fields: Mapping[str, Any] = {}
        try:
            fields = _fields(line)
            answer = _answer(fields, resolver, place_name, why=why)
        except GeomapError as error:
            answer = _error(fields, number, error.message)
        # The last wall between one line and the run: thousands of others wait behind it.
        except Exception as error:
            _log.exception("line %d could not be placed", number)
            answer = _error(fields, number, f"cannot be placed: {type(error).__name__}: {error}")
        yield answer


def _error(fields: Mapping[str, Any], number: int, message: str) -> dict[str, Any]:
    return {"id": fields.get("id"), "error": f"line {number}: {message}"}


def _numbered(stream: ByteLines) -> Iterator[tuple[int, bytes | None]]:
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


def _fields(line: bytes | None) -> Mapping[str, Any]:
    if line is None:
        raise GeomapError(f"the line is longer than {_LINE_BYTES:,} bytes")
    try:
        fields = json.loads(line.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise GeomapError(f"not UTF-8: {error.reason} at byte {error.start}") from error
    except json.JSONDecodeError as error:
        raise GeomapError(f"not JSON: {error.msg} at column {error.colno}") from error
    except RecursionError as error:
        raise GeomapError("nested too deeply") from error
    except ValueError as error:  # NaN, or a number of more than 4,300 digits
        raise GeomapError(f"not JSON: {error}") from error
    if not isinstance(fields, dict):
        raise GeomapError('not an object such as {"id": "…", "name": "…"}')
    return fields


def _no_number(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number")


def _answer(
    fields: Mapping[str, Any],
    resolver: Resolver,
    place_name: Callable[[Query], Resolution],
    *,
    why: bool,
) -> dict[str, Any]:
    if "text" in fields or "toponyms" in fields:
        spans = _spans(fields)
        resolutions = resolver.resolve(*_report(fields["text"], spans))
        placed = [
            {**span, **answer_fields(resolution, why=why)}
            for span, resolution in zip(spans, resolutions, strict=True)
        ]
        return {**fields, "toponyms": placed}
    if "name" not in fields:
        raise GeomapError('has neither "name" nor "text" with "toponyms"')
    query = Query(
        name=_string(fields, "name", needed=True) or "",
        admin1=_string(fields, "admin1"),
        admin2=_string(fields, "admin2"),
        country=_string(fields, "country"),
    )
    resolution = place_name(query)
    answer = answer_fields(resolution, why=why)
    if resolution.place is None and query.country:
        # What the line says itself is not lost for want of an answer.
        del answer["country"]
    return {**fields, **answer}


def _string(fields: Mapping[str, Any], name: str, *, needed: bool = False) -> str | None:
    """Give a field's text, None where it is not there or empty."""
    value = fields.get(name)
    if value is None and not needed:
        return None
    if not isinstance(value, str):
        raise GeomapError(f'"{name}" is {_shown(value)}, no string')
    _check_characters(value, name)
    if len(value) > _NAME_CHARACTERS:
        raise GeomapError(f'"{name}" has {len(value):,} characters; a name has few')
    if needed and not value.strip():
        raise GeomapError(f'"{name}" is empty; it should be the name of a place')
    return value.strip() or None


def _check_characters(value: str, name: str) -> None:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise GeomapError(
            f'"{name}" holds {value[error.start]!a}, half of a surrogate pair and no character'
        ) from error


def _spans(fields: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    text = fields.get("text")
    if not isinstance(text, str):
        raise GeomapError('"text" is missing or no string')
    _check_characters(text, "text")
    spans = fields.get("toponyms")
    if not isinstance(spans, list):
        raise GeomapError('"toponyms" is missing or no list of {"start": …, "end": …}')
    if len(spans) > _SPANS:
        raise GeomapError(f'"toponyms" has {len(spans):,} spans; {_SPANS:,} are read')
    for number, span in enumerate(spans, 1):
        _check_span(span, number, len(text))
    return spans


def _check_span(span: Any, number: int, length: int) -> None:
    if not isinstance(span, dict):
        raise GeomapError(f'toponym {number} is {_shown(span)}, not {{"start": …, "end": …}}')
    start, end = span.get("start"), span.get("end")
    # True and 1.0 would pass for numbers, and point elsewhere than their writer thinks.
    if type(start) is not int or type(end) is not int:
        raise GeomapError(
            f"toponym {number} has the offsets {_shown([start, end])}; they should be whole numbers"
        )
    if not 0 <= start < end <= length:
        raise GeomapError(
            f"toponym {number} has the span {start} to {end} in a text of {length} characters; "
            "it should be 0 <= start < end <= length"
        )


def _shown(value: Any) -> str:
    text = json.dumps(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _report(text: str, spans: list[Mapping[str, Any]]) -> tuple[Report, list[Toponym]]:
    """Make the records; no role is known, so that all names count alike."""
    toponyms = [
        Toponym(
            span=Span(report_id="line", start=span["start"], end=span["end"]),
            surface=text[span["start"] : span["end"]],
            role=ToponymRole.EVENT,
        )
        for span in spans
    ]
    return Report(id="line", text=text, sha256=""), toponyms
