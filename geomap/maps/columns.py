"""Columns as few bytes: whole numbers in planes of bytes, texts as their different values.

A page of a million rows must stay small and load at once, so a column of numbers is written
without a sign or a comma: least bytes of all rows, then the next bytes, each counted from the
smallest value, 0 for unknown. Deflate finds what repeats in a plane. Texts are written once
each; those of long columns go into a part of their own that a page unpacks when somebody
looks. The page's ``columns.js`` reads all of it.
"""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd

__all__ = ["ColumnWriter", "plain_value"]

_INLINE_TEXT = 6_000  # characters of one column's different values that stay in the header
_PLAIN_BYTES = 48_000  # up to here numbers and texts are not compressed: read at once
_WIDTHS = ((1, 2**8), (2, 2**16), (3, 2**24), (4, 2**31))  # bytes, values they hold
_NUMBERED = re.compile(r"(.*?)(0|[1-9]\d{0,8})", re.DOTALL)


class ColumnWriter:
    """Collects the columns of all tables of a page."""

    def __init__(self) -> None:
        self._planes: list[bytes] = []
        self._size = 0
        self._late: list[list[Any]] = []

    def numbers(self, values: Any, *, scale: int = 1) -> dict[str, Any]:
        """Write numbers; what is NA or no number is unknown.

        Parameters
        ----------
        values : pandas.Series or array
            One a row.
        scale : int
            How finely a fraction is kept: 100,000 for five decimals.

        Returns
        -------
        dict
            Where and how the page finds them.
        """
        found = pd.to_numeric(pd.Series(values), errors="coerce")
        real = found.to_numpy(dtype="float64", na_value=np.nan) * scale
        real[~np.isfinite(real)] = np.nan
        known = ~np.isnan(real)
        if not known.any():
            return {"same": None}
        rounded = np.rint(real)
        least, most = rounded[known].min(), rounded[known].max()
        facts: dict[str, Any] = {} if scale == 1 else {"scale": scale}
        if known.all() and least == most:
            return facts | {"same": int(least)}
        width = next((n for n, limit in _WIDTHS if most - least + 1 < limit), 8)
        if width == 8 or max(abs(least), abs(most)) >= 2**31 - 1:
            return facts | {"at": self._add(rounded.astype("<f8").tobytes()), "width": 8}
        stored = np.zeros(len(rounded), dtype=np.uint32)
        stored[known] = (rounded[known] - least + 1).astype(np.uint32)
        planes = b"".join(
            ((stored >> (8 * n)) & 255).astype(np.uint8).tobytes() for n in range(width)
        )
        return facts | {"at": self._add(planes), "width": width, "base": int(least)}

    def beside(self, name: str, base: Any, values: Any) -> dict[str, Any]:
        """Write whole numbers by how far they lie from those of another column.

        A day's last is mostly its first, the highest claim mostly the lowest: that costs
        nothing. Where the other column is unknown and this one is not, it stands by itself.

        Parameters
        ----------
        name : str
            The other column.
        base : pandas.Series or array
            Its values.
        values : pandas.Series or array
            The values to write.

        Returns
        -------
        dict
            Where and how the page finds them.
        """
        ours, theirs = (
            pd.to_numeric(pd.Series(column), errors="coerce").to_numpy("float64", na_value=np.nan)
            for column in (values, base)
        )
        apart = ours - theirs
        if (np.isnan(apart) != np.isnan(ours)).any() or np.isnan(apart).all():
            return self.numbers(values)
        return self.numbers(apart) | {"beside": name}

    def ids(self, values: Any) -> dict[str, Any]:
        """Write ids as texts; where they are one prefix with running numbers, as just that."""
        return _numbered(list(values)) or self.texts(values)

    def texts(self, values: Any, parse: Callable[[Any], Any] | None = None) -> dict[str, Any]:
        """Write texts, or what ``parse`` makes of each different one.

        Parameters
        ----------
        values : pandas.Series or list
            One a row; NA is unknown.
        parse : callable, optional
            Turns a different text into the plain value that the page shall see.

        Returns
        -------
        dict
            Where and how the page finds them.
        """
        codes, found = pd.factorize(pd.Series(values, dtype="object"), use_na_sentinel=True)
        different = [(parse or plain_value)(value) for value in found]
        if len(different) == 0 or (len(different) == 1 and (codes == 0).all()):
            return {"same": different[0] if different else None}
        facts: dict[str, Any] = {}
        if len(different) < len(codes) or (codes < 0).any():
            facts["codes"] = self.numbers(np.where(codes < 0, np.nan, codes))
        if sum(len(str(value)) for value in different) <= _INLINE_TEXT:
            return facts | {"values": different}
        self._late.append(different)
        return facts | {"late": len(self._late) - 1}

    def parts(self) -> dict[str, Any]:
        """Give the numbers and the long texts as the page carries them."""
        raw = b"".join(self._planes)
        texts = json.dumps(self._late, ensure_ascii=False, separators=(",", ":"))
        written = texts.encode("utf-8", errors="backslashreplace")
        return {"numbers": _part(raw), "texts": _part(written)}

    def _add(self, content: bytes) -> int:
        at = self._size
        self._planes.append(content)
        self._size += len(content)
        return at


def _numbered(values: Sequence[Any]) -> dict[str, Any] | None:
    if not values or not isinstance(values[0], str):
        return None
    start = _NUMBERED.fullmatch(values[0])
    if start is None:
        return None
    prefix, first = start[1], int(start[2])
    if any(value != f"{prefix}{first + n}" for n, value in enumerate(values)):
        return None
    return {"prefix": prefix, "first": first}


def _part(content: bytes) -> dict[str, Any]:
    packed = len(content) > _PLAIN_BYTES
    written = zlib.compress(content, 9 if len(content) < 4_000_000 else 7) if packed else content
    return {
        "packed": packed,
        "size": len(content),
        "bytes": base64.b64encode(written).decode("ascii"),
    }


def plain_value(value: Any) -> Any:
    """Give a cell as JSON knows it: None for NA, whole numbers without a point.

    Parameters
    ----------
    value : object
        A cell of a table.

    Returns
    -------
    str, bool, int, float or None
        The plain value.

    Examples
    --------
    >>> [plain_value(v) for v in ("a", 2.0, float("nan"), None)]
    ['a', 2, None, None]
    """
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return None
    if isinstance(value, str | bool | int):
        return value
    if isinstance(value, np.bool_ | np.integer):
        return value.item()
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else round(value, 6)
    return str(value)
