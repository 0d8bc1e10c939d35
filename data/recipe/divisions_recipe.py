"""Make ``data/basemap/divisions.npz`` from ``data/gazetteer/areas.jsonl.xz``.

Run by hand when the source changes, never by the build; the file is committed (about 1 MB)
and is described in ``data/MANIFEST.toml``::

    python data/recipe/divisions_recipe.py

What is taken, and what it becomes
----------------------------------
The first-level divisions of Natural Earth as ``gazetteer_boundaries.py`` has put them down,
simplified: the page fills them by how many incidents lie in each. The file is a numpy
``npz`` archive without objects: ``points`` (int32, n by 2: longitude and latitude in units of
0.001 degrees, each but the first of a ring as the difference from the one before), ``starts``
(where each ring starts), ``owners`` (the division of each ring, never falling), ``holes`` (1
for a ring that is a hole of the last one that is none) and ``names`` (UTF-8 JSON in a uint8
array: country and name of each division).
"""

from __future__ import annotations

import json
import lzma
from pathlib import Path
from typing import Any

import numpy as np
import shapely

__all__ = ["make"]

UNIT = 0.001  # degrees
TOLERANCE = 0.012
SMALLEST = 0.0008  # square degrees: islands under it are left out, but for the largest part


def make(source: Path, target: Path) -> None:
    """Write the divisions.

    Parameters
    ----------
    source : pathlib.Path
        ``areas.jsonl.xz``.
    target : pathlib.Path
        The ``npz`` to write.
    """
    names: list[list[str]] = []
    rings: list[Any] = []
    owners: list[int] = []
    holes: list[bool] = []
    for area in _divisions(source):
        for ring, is_hole in _rings(area["rings"]):
            rings.append(ring)
            owners.append(len(names))
            holes.append(is_hole)
        names.append([area["country"], area["name"]])
    steps = [np.diff(ring, axis=0, prepend=np.zeros((1, 2), dtype=np.int64)) for ring in rings]
    lengths = np.array([len(ring) for ring in rings])
    text = json.dumps(names, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    np.savez_compressed(
        target,
        allow_pickle=False,
        points=np.concatenate(steps).astype(np.int32),
        starts=np.r_[0, np.cumsum(lengths)[:-1]].astype(np.int32),
        owners=np.array(owners, dtype=np.int32),
        holes=np.array(holes, dtype=np.uint8),
        names=np.frombuffer(text, dtype=np.uint8),
    )


def _divisions(source: Path) -> list[dict[str, Any]]:
    with lzma.open(source, "rt", encoding="utf-8") as lines:
        areas = [json.loads(line) for line in lines]
    found = [area for area in areas if area["feature"] == "ADM1"]
    return sorted(found, key=lambda area: (area["country"], area["name"], area.get("code", "")))


def _rings(polygons: list[list[list[int]]]) -> list[Any]:
    """Give the rings of a division, simplified, in whole units, closed; whether each is a hole."""
    shapes = [shapely.Polygon(_ring(rings[0]), [_ring(r) for r in rings[1:]]) for rings in polygons]
    whole = shapely.union_all([shape.buffer(0) for shape in shapes])
    parts = sorted(shapely.get_parts(whole), key=shapely.area, reverse=True)
    kept = [part for n, part in enumerate(parts) if n == 0 or part.area >= SMALLEST]
    simple = shapely.simplify(shapely.MultiPolygon(kept), TOLERANCE)
    found = []
    for part in shapely.get_parts(simple):
        for number, ring in enumerate((part.exterior, *part.interiors)):
            units = np.rint(shapely.get_coordinates(ring) / UNIT).astype(np.int64)
            if len(units) >= 4:
                found.append((units, number > 0))
    return found


def _ring(flat: list[int]) -> Any:
    return np.cumsum(np.array(flat).reshape(-1, 2), axis=0) * UNIT


if __name__ == "__main__":
    DATA = Path(__file__).resolve().parent.parent
    make(DATA / "gazetteer" / "areas.jsonl.xz", DATA / "basemap" / "divisions.npz")
