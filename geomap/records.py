"""Records as bytes and back, for worker processes and for casebooks. JSON, never pickle."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from enum import Enum
from functools import lru_cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

__all__ = ["pack", "pack_apart", "shape_of", "unpack", "unpack_apart"]

_Record = TypeVar("_Record")
_PLAIN = (str, int, float, bool, type(None))


def pack(record: Any) -> bytes:
    """Write a record as bytes.

    Parameters
    ----------
    record : dataclass
        Of words, numbers, days, enumerations, bytes, other such records, and tuples of them.

    Returns
    -------
    bytes
        JSON in ASCII, without a line break. Equal bytes inside, such as the area of a
        province that is many names' candidate, are written once.

    Examples
    --------
    >>> from geomap.stretches import Span
    >>> unpack(Span, pack(Span(report_id="r1", start=3, end=8)))
    Span(report_id='r1', start=3, end=8)
    """
    return _written(record, _Beside())


def unpack(kind: type[_Record], content: bytes) -> _Record:
    """Read a record that `pack` wrote.

    Parameters
    ----------
    kind : type
        The record's class.
    content : bytes
        What `pack` gave.

    Returns
    -------
    object
        Equal to the record that was written.
    """
    return _built(kind, content, {})


def pack_apart(record: Any, kind: type) -> tuple[str, dict[str, str]]:
    """Write a record as text, and the records of one kind that are in it apart.

    Parameters
    ----------
    record : dataclass
        As `pack` takes it.
    kind : type
        The class whose records many others share: a place is many mentions' candidate.

    Returns
    -------
    tuple of (str, dict of str to str)
        The record, and under its own name, which its content gives, each record of the kind.

    Examples
    --------
    >>> from geomap.model import Report
    >>> from geomap.stretches import Span
    >>> report = Report(id="r", text="Homs", sha256="", published_span=Span(
    ...     report_id="r", start=0, end=4))
    >>> text, spans = pack_apart(report, Span)
    >>> unpack_apart(Report, text, {key: unpack(Span, one.encode()) for key, one in spans.items()}
    ... ) == report
    True
    """
    beside = _Beside(kind=kind)
    text = _written(record, beside).decode("ascii")
    return text, beside.apart


def unpack_apart(kind: type[_Record], text: str, apart: Mapping[str, Any]) -> _Record:
    """Read a record that `pack_apart` wrote.

    Parameters
    ----------
    kind : type
        The record's class.
    text : str
        What `pack_apart` gave.
    apart : mapping of str to record
        The records that were written apart, by name.

    Returns
    -------
    object
        Equal to the record that was written.
    """
    return _built(kind, text, apart)


def shape_of(kind: type) -> str:
    """Give a name to the shape of a record: its fields and theirs, all the way down.

    Parameters
    ----------
    kind : type
        A record's class.

    Returns
    -------
    str
        Another one as soon as a field is added, renamed or of another type; what was written
        in one shape is not read in another.

    Examples
    --------
    >>> from geomap.model import Report
    >>> from geomap.stretches import Span
    >>> shape_of(Span) == shape_of(Report)
    False
    """
    seen: dict[str, str] = {}
    _describe(kind, seen)
    return hashlib.sha256(json.dumps(sorted(seen.items())).encode("ascii")).hexdigest()[:12]


def _describe(kind: Any, seen: dict[str, str]) -> None:
    for part in get_args(kind):
        _describe(part, seen)
    if not isinstance(kind, type) or kind.__name__ in seen:
        return
    if issubclass(kind, Enum):
        seen[kind.__name__] = ", ".join(str(member.value) for member in kind)
    elif is_dataclass(kind):
        hints = {name: get_type_hints(kind)[name] for name in _names(kind)}
        seen[kind.__name__] = ", ".join(f"{name}: {hint}" for name, hint in hints.items())
        for hint in hints.values():
            _describe(hint, seen)


@dataclass(slots=True, kw_only=True)
class _Beside:
    """What is written once, beside the record."""

    kind: type | None = None
    # the class whose records are written apart
    blobs: dict[bytes, int] = field(default_factory=dict)
    apart: dict[str, str] = field(default_factory=dict)
    names: dict[Any, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """What was written beside the record, read again."""

    blobs: list[bytes]
    apart: Mapping[str, Any]


_Build = Callable[[Any, _Given], Any]


def _written(record: Any, beside: _Beside) -> bytes:
    body = _plain(record, beside)
    blobs = [base64.b64encode(content).decode("ascii") for content in beside.blobs]
    return json.dumps([body, blobs], separators=(",", ":")).encode("ascii")


def _built(kind: type[_Record], content: bytes | str, apart: Mapping[str, Any]) -> _Record:
    body, written = json.loads(content)
    given = _Given(blobs=[base64.b64decode(blob) for blob in written], apart=apart)
    record: _Record = _builder(cast("Any", kind))(body, given)
    return record


def _set_apart(value: Any, beside: _Beside) -> str:
    if value not in beside.names:
        content = pack(value)
        name = hashlib.sha256(content).hexdigest()[:16]
        beside.names[value] = name
        beside.apart[name] = content.decode("ascii")
    return beside.names[value]


def _plain(value: Any, beside: _Beside) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, tuple):
        return [_plain(item, beside) for item in value]
    if isinstance(value, bytes):
        return beside.blobs.setdefault(value, len(beside.blobs))
    if isinstance(value, dt.date):
        return value.isoformat()
    if type(value) is beside.kind:
        return _set_apart(value, beside)
    return [_plain(getattr(value, name), beside) for name in _names(cast("Any", type(value)))]


@lru_cache(maxsize=64)
def _names(kind: Any) -> tuple[str, ...]:
    if not is_dataclass(kind):
        raise TypeError(f"{kind.__name__} is no record")
    return tuple(field.name for field in fields(kind))


@lru_cache(maxsize=256)
def _builder(kind: Any) -> _Build:
    """Give the function that builds a value of a type from what JSON holds."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        (inner,) = (_builder(part) for part in get_args(kind) if part is not type(None))
        return lambda value, given: None if value is None else inner(value, given)
    if origin is tuple:
        item = _builder(get_args(kind)[0])
        return lambda value, given: tuple(item(part, given) for part in value)
    if kind is bytes:
        return lambda value, given: given.blobs[value]
    if kind in (dt.date, dt.datetime):
        return lambda value, _: kind.fromisoformat(value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return lambda value, _: kind(value)
    if is_dataclass(kind):
        return _record_builder(kind)
    return lambda value, _: value


def _record_builder(kind: Any) -> _Build:
    names = _names(kind)
    hints = get_type_hints(kind)
    builders = [_builder(hints[name]) for name in names]

    def build(values: Any, given: _Given) -> Any:
        if isinstance(values, str):  # written apart: a record's own fields are a list
            return given.apart[values]
        made = {
            name: builder(value, given)
            for name, builder, value in zip(names, builders, values, strict=True)
        }
        return kind(**made)

    return build
