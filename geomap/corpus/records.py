"""Records as bytes and back: how they come from a worker process. JSON, never pickle."""

from __future__ import annotations

import base64
import datetime as dt
import json
import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import lru_cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

__all__ = ["pack", "unpack"]

_Record = TypeVar("_Record")
_Build = Callable[[Any, list[bytes]], Any]
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
    >>> from geomap.model import Span
    >>> unpack(Span, pack(Span(report_id="r1", start=3, end=8)))
    Span(report_id='r1', start=3, end=8)
    """
    shared: dict[bytes, int] = {}
    body = _plain(record, shared)
    written = [base64.b64encode(content).decode("ascii") for content in shared]
    return json.dumps([body, written], separators=(",", ":")).encode("ascii")


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
    body, written = json.loads(content)
    record: _Record = _builder(cast("Any", kind))(
        body, [base64.b64decode(shared) for shared in written]
    )
    return record


def _plain(value: Any, shared: dict[bytes, int]) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, tuple):
        return [_plain(item, shared) for item in value]
    if isinstance(value, bytes):
        return shared.setdefault(value, len(shared))
    if isinstance(value, dt.date):
        return value.isoformat()
    return [_plain(getattr(value, name), shared) for name in _names(cast("Any", type(value)))]


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
        return lambda value, shared: None if value is None else inner(value, shared)
    if origin is tuple:
        item = _builder(get_args(kind)[0])
        return lambda value, shared: tuple(item(part, shared) for part in value)
    if kind is bytes:
        return lambda value, shared: shared[value]
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

    def build(values: Any, shared: list[bytes]) -> Any:
        made = {
            name: builder(value, shared)
            for name, builder, value in zip(names, builders, values, strict=True)
        }
        return kind(**made)

    return build
