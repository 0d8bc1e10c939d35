"""Tables of places: CSV and its like, GeoJSON, GeoPackage and shapefile."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely

from geomap.errors import ForeignFileError, UsageError
from geomap.places.install.features import TableOptions, read_delimited, read_geojson, read_layer
from geomap.places.install.sources import BrokenRow


def table(path: Path, text: str, **options: object) -> list:
    path.write_text(text, encoding="utf-8", newline="")
    return list(read_delimited(path, TableOptions(**options)))


def feature(name: str, geometry: object, **properties: object) -> dict[str, object]:
    return {"type": "Feature", "properties": {"name": name} | properties, "geometry": geometry}


def point(lon: object, lat: object) -> dict[str, object]:
    return {"type": "Point", "coordinates": [lon, lat]}


def geojson(path: Path, *features: object, **members: object) -> list:
    collection = {"type": "FeatureCollection", "features": features} | members
    path.write_text(json.dumps(collection), encoding="utf-8")
    return list(read_geojson(path, TableOptions()))


def layer(path: Path, *points: tuple[float, float], crs: str | None = "EPSG:4326", **options: str):
    names = np.array([f"Village {number}" for number in range(len(points))], dtype=object)
    pyogrio.raw.write(
        path, shapely.to_wkb(shapely.points(points)), [names], ["name"], crs=crs,
        geometry_type="Point", **options,
    )  # fmt: skip


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_delimiter_is_told_from_the_header(tmp_path, delimiter):
    text = "name,lat,lon,population\nHoms,34.7,36.7,1000\n".replace(",", delimiter)
    (row,) = table(tmp_path / "a.csv", text)
    assert (row.row, row.name, row.lat, row.lon, row.population) == (
        2, "Homs", "34.7", "36.7", "1000",
    )  # fmt: skip


def test_a_quoted_cell_may_hold_lines_and_the_count_stays_right(tmp_path):
    rows = table(
        tmp_path / "a.csv", 'name,lat,lon,note\nHoms,34.7,36.7,"a\nb"\n\nHama,35.1,36.7,\n'
    )
    assert [(row.row, row.name) for row in rows] == [(2, "Homs"), (5, "Hama")]


def test_a_decimal_comma_is_read_where_columns_are_parted_otherwise(tmp_path):
    (row,) = table(tmp_path / "a.csv", "name;lat;lon\nHoms;34,7;36,7\n")
    assert (row.lat, row.lon) == ("34.7", "36.7")


def test_several_other_names_in_a_cell_are_parted(tmp_path):
    (row,) = table(tmp_path / "a.csv", "name,lat,lon,alt_names\nHoms,34.7,36.7,Hims / Emesa|حمص\n")
    assert row.names == ("Hims", "Emesa", "حمص")


def test_a_point_as_text_is_read(tmp_path):
    good, bad = table(tmp_path / "a.csv", "name,wkt\nHoms,POINT (36.7 34.7)\nHama,LINE\n")
    assert (good.lon, good.lat) == ("36.7", "34.7")
    assert bad == BrokenRow(3, "wkt is 'LINE', not POINT (lon lat)")


def test_a_row_with_more_cells_than_columns_is_broken(tmp_path):
    (row,) = table(tmp_path / "a.csv", "name,lat,lon\nHoms, Syria,34.7,36.7\n")
    assert row == BrokenRow(2, "4 cells; the header has 3 columns")


def test_a_text_that_is_no_table_is_refused(tmp_path):
    with pytest.raises(ForeignFileError, match=r"line 1: is no gazetteer of a known kind.*begins"):
        table(tmp_path / "a.txt", "Once upon a time\nthere was a town\n")


def test_a_code_of_a_unit_tells_the_country(tmp_path):
    rows = table(tmp_path / "a.csv", "name,lat,lon,ADM1_PCODE\nA,1,2,SY07\nB,1,2,SYR01\nC,1,2,7\n")
    assert [row.country for row in rows] == ["SY", "SYR", None]


def test_a_feature_is_a_row_by_its_number(tmp_path):
    rows = geojson(
        tmp_path / "a.geojson",
        feature("Homs", point(36.7, 34.7)),
        feature("Hama", {"type": "MultiPoint", "coordinates": [[36.75, 35.13, 300]]}),
    )
    assert [(row.row, row.name, row.lon, row.lat) for row in rows] == [
        (1, "Homs", 36.7, 34.7), (2, "Hama", 36.75, 35.13),
    ]  # fmt: skip


def test_an_outline_is_given_by_a_point_inside(tmp_path):
    ring = [[0, 0], [4, 0], [4, 1], [1, 1], [1, 4], [0, 4], [0, 0]]
    (row,) = geojson(
        tmp_path / "a.geojson", feature("Camp", {"type": "Polygon", "coordinates": [ring]})
    )
    assert shapely.Polygon(ring).contains(shapely.Point(row.lon, row.lat))


@pytest.mark.parametrize(
    ("geometry", "words"),
    [
        (None, "has no geometry"),
        ({"type": "Point", "coordinates": []}, r"its geometry is Point \[\]"),
        ({"type": "LineString", "coordinates": [[1, 2], [3, 4]]}, "is LineString"),
        ({"type": "MultiPoint", "coordinates": [[1, 2], [3, 4]]}, "is MultiPoint"),
        ({"type": "Polygon", "coordinates": [[1, 2]]}, "its outline is broken"),
    ],
)
def test_a_feature_without_one_point_is_broken(tmp_path, geometry, words):
    _, row = geojson(tmp_path / "a.geojson", feature("A", point(1, 2)), feature("B", geometry))
    assert isinstance(row, BrokenRow)
    assert row.row == 2
    assert re.search(words, row.reason)


def test_features_are_read_one_at_a_time_from_a_large_file(tmp_path):
    path = tmp_path / "a.geojson"
    features = [feature(f"Village {n}", point(n % 170, n % 80), note="x" * 500) for n in range(900)]
    path.write_text(json.dumps({"features": features}, indent=1), encoding="utf-8")
    rows = list(read_geojson(path, TableOptions()))
    assert [row.name for row in rows] == [f"Village {number}" for number in range(900)]


def test_a_system_of_coordinates_that_is_not_degrees_is_refused(tmp_path):
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32637"}}
    for where in ({"crs": crs}, {"features": [], "crs": crs}):
        with pytest.raises(ForeignFileError, match="EPSG::32637, not in degrees"):
            geojson(tmp_path / "a.geojson", feature("A", point(300000, 3900000)), **where)


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326"])
def test_degrees_may_be_named(tmp_path, name):
    crs = {"type": "name", "properties": {"name": name}}
    assert geojson(tmp_path / "a.geojson", feature("A", point(1, 2)), crs=crs)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"type": "FeatureCollection", "features": [{"type": "Fea', "no valid JSON|cut off"),
        ('{"features": [', "cut off"),
        ('{"features": [1 2]}', "'2' where ',' should be"),
        ('{"type": "Topology"}', "no GeoJSON FeatureCollection"),
        ("[1, 2]", "'\\[' where '{' should be"),
        ('{"features": [' + "[" * 200_000, "no JSON of places|no valid JSON"),
        ('{"features": [NaN]}', "NaN is no number"),
        ("{'features': []}", "no valid JSON"),
    ],
)
def test_broken_json_is_refused(tmp_path, text, words):
    path = tmp_path / "a.geojson"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ForeignFileError, match=words):
        list(read_geojson(path, TableOptions()))


def test_one_endless_feature_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("geomap.places.install.features._OBJECT", 10_000)
    path = tmp_path / "a.geojson"
    path.write_text('{"features": [{"properties": {"name": "' + "x" * 100_000, encoding="utf-8")
    with pytest.raises(ForeignFileError, match="larger than any place"):
        list(read_geojson(path, TableOptions()))


@pytest.mark.parametrize("suffix", ["gpkg", "shp"])
def test_a_layer_is_read(tmp_path, suffix):
    path = tmp_path / f"a.{suffix}"
    layer(path, (36.7, 34.7), (36.75, 35.13))
    rows = list(read_layer(path, TableOptions()))
    assert [(row.row, row.name) for row in rows] == [(1, "Village 0"), (2, "Village 1")]
    assert (rows[1].lon, rows[1].lat) == pytest.approx((36.75, 35.13))


def test_metres_are_converted_to_degrees(tmp_path):
    path = tmp_path / "a.gpkg"
    layer(path, (289_411.6, 3_842_031.9), crs="EPSG:32637")
    (row,) = read_layer(path, TableOptions())
    assert (row.lon, row.lat) == pytest.approx((36.7, 34.7), abs=0.01)


def test_a_layer_that_does_not_say_its_coordinates_is_refused(tmp_path):
    path = tmp_path / "a.shp"
    with pytest.warns(UserWarning, match="crs"):
        layer(path, (289_411.6, 3_842_031.9), crs=None)
    with pytest.raises(ForeignFileError, match=r"does not say .* \.prj"):
        list(read_layer(path, TableOptions()))


def test_of_several_layers_one_is_to_be_named(tmp_path):
    path = tmp_path / "a.gpkg"
    layer(path, (36.7, 34.7), layer="towns")
    layer(path, (1.0, 2.0), layer="camps", append=True)
    with pytest.raises(UsageError, match="layers towns, camps; name one with --layer"):
        list(read_layer(path, TableOptions()))
    (row,) = read_layer(path, TableOptions(layer="camps"))
    assert (row.lon, row.lat) == (1.0, 2.0)


def test_a_broken_layer_is_refused(tmp_path):
    path = tmp_path / "a.gpkg"
    path.write_bytes(b"SQLite format 3\0" + bytes(100))
    with pytest.raises(ForeignFileError, match="cannot be read"):
        list(read_layer(path, TableOptions()))
