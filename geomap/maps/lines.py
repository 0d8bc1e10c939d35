"""Lines and rings packed for the page: differences, zigzag, variable-length bytes, base64.

A coordinate pair costs two to three bytes. The page's ``unpack.js`` reads this.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Any

import numpy as np

__all__ = ["pack_lines", "pack_points"]


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
    arrays = [np.asarray(line, dtype=float).reshape(-1, 2) for line in lines]
    points = np.concatenate(arrays) if arrays else np.zeros((0, 2))
    of = np.repeat(np.arange(len(arrays)), [len(array) for array in arrays])
    return pack_points(points, of, unit=unit)


def pack_points(points: Any, of: Any, *, unit: float) -> dict[str, object]:
    """Pack lines whose points stand in one array.

    Parameters
    ----------
    points : (n, 2) array
        Longitude and latitude in degrees, line after line.
    of : (n,) array
        The number of the line of each point, never falling.
    unit : float
        Degrees that one step stands for; the loss is at most half of it.

    Returns
    -------
    dict
        As `pack_lines` gives it. A line that shrinks to one point is left out.

    Examples
    --------
    >>> points, of = np.array([[1.0, 2.0], [1.01, 2.0]]), np.array([0, 0])
    >>> pack_points(points, of, unit=0.01)["counts"]
    [2]
    """
    units = np.rint(points / unit).astype(np.int64)
    moved = np.ones(len(units), dtype=bool)
    moved[1:] = (of[1:] != of[:-1]) | (units[1:] != units[:-1]).any(axis=1)
    units, of = units[moved], of[moved]
    _, line, lengths = np.unique(of, return_inverse=True, return_counts=True)
    long = lengths[line] > 1
    units, of = units[long], of[long]
    first = np.ones(len(units), dtype=bool)
    first[1:] = of[1:] != of[:-1]
    steps = np.diff(units, axis=0, prepend=np.zeros((1, 2), dtype=np.int64))
    steps[first] = units[first]
    return {
        "unit": unit,
        "counts": lengths[lengths > 1].tolist(),
        "bytes": base64.b64encode(_varint(steps.ravel())).decode("ascii"),
    }


def _varint(numbers: np.ndarray[Any, np.dtype[np.int64]]) -> bytes:
    """Write each number zigzag, seven bits a byte, least first, the top bit for "more"."""
    rest = (numbers << 1) ^ (numbers >> 63)
    used = np.ones(len(rest), dtype=np.int64)
    for bits in range(7, 63, 7):
        used += rest >= 1 << bits
    ends = np.cumsum(used)
    written = np.zeros(int(ends[-1]) if len(ends) else 0, dtype=np.uint8)
    at, active = ends - used, np.arange(len(rest))
    while len(active):
        low = rest[active] & 127
        more = rest[active] >= 128
        written[at[active]] = low | (more << 7)
        active = active[more]
        rest[active] >>= 7
        at[active] += 1
    return written.tobytes()
