"""Lines and rings packed for the page: differences, zigzag, variable-length bytes, base64.

A coordinate pair costs two to three bytes. The page's ``unpack.js`` reads this.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Any

import numpy as np

__all__ = ["pack_lines"]


def pack_lines(lines: Sequence[Any], *, unit: float) -> dict[str, object]:
    """Pack lines of (lon, lat) degrees.

    Parameters
    ----------
    lines : sequence of (n, 2) arrays
        Longitude and latitude in degrees.
    unit : float
        Degrees that one step stands for; the loss is at most half of it.

    Returns
    -------
    dict
        ``unit``; ``counts``, the points of each line; ``bytes``, base64 of the steps.

    Examples
    --------
    >>> pack_lines([[(1.0, 2.0), (1.01, 2.0)]], unit=0.01)["counts"]
    [2]
    """
    steps = []
    counts = []
    for line in lines:
        units = np.rint(np.asarray(line, dtype=float) / unit).astype(np.int64)
        moved = np.r_[True, (np.diff(units, axis=0) != 0).any(axis=1)]
        units = units[moved]
        if len(units) < 2:
            continue
        counts.append(len(units))
        steps.append(np.diff(units, axis=0, prepend=np.zeros((1, 2), dtype=np.int64)).ravel())
    flat = np.concatenate(steps) if steps else np.zeros(0, dtype=np.int64)
    return {
        "unit": unit,
        "counts": counts,
        "bytes": base64.b64encode(_varint(flat)).decode("ascii"),
    }


def _varint(numbers: np.ndarray[Any, np.dtype[np.int64]]) -> bytes:
    """Write each number zigzag, seven bits a byte, least first, the top bit for "more"."""
    rest = (numbers << 1) ^ (numbers >> 63)
    columns = []
    used = []
    active = np.ones(len(rest), dtype=bool)
    while active.any():
        more = rest >= 128
        columns.append(((rest & 127) | (more << 7)).astype(np.uint8))
        used.append(active)
        active = active & more
        rest = rest >> 7
    if not columns:
        return b""
    table = np.stack(columns, axis=1)
    written: bytes = table[np.stack(used, axis=1)].tobytes()
    return written
