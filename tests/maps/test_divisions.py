"""First-level divisions and overlays: what lies where, and what goes into the page."""

from __future__ import annotations

import json
import re
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from shapely.geometry import LineString, MultiPoint, Point, Polygon

from geomap.errors import UsageError
from geomap.maps import draw
from geomap.maps.divisions import divide
from geomap.maps.layers import ChoroplethLayer, OverlayLayer
from geomap.shipped import shipped_path, verify_files
from tests.builders_tables import make_tables
from tests.maps.test_ground import unpacked


def test_the_shipped_divisions_are_what_the_manifest_says() -> None:
    verify_files(shipped_path("basemap"), "basemap-divisions")


def test_points_lie_in_the_division_that_a_map_shows() -> None:
    places = {"Homs": (36.72, 34.73), "Aleppo": (37.16, 36.2), "Donetsk": (37.8, 48.0)}
    found = divide(*np.array(list(places.values())).T)
    names = [found.divisions[int(n)]["name"] for n in found.rows]
    assert names == list(places)


def test_a_point_at_sea_or_nowhere_lies_in_no_division() -> None:
    found = divide(np.array([33.0, np.nan]), np.array([34.0, np.nan]))
    assert np.isnan(found.rows).all()
    assert found.divisions == []


def test_many_points_of_one_place_share_its_division() -> None:
    lon, lat = np.full(1000, 36.72), np.full(1000, 34.73)
    lon[::2] += np.linspace(0, 0.1, 500)
    found = divide(lon, lat)
    assert len(found.divisions) == 1
    assert (found.rows == 0).all()


def test_an_outline_holds_the_points_that_lie_in_it() -> None:
    chance = np.random.default_rng(3)
    lon, lat = chance.uniform(35.8, 42, 400), chance.uniform(32.5, 37, 400)
    found = divide(lon, lat)
    for number, division in enumerate(found.divisions):
        rings = [shapely.Polygon(ring) for ring in unpacked(division["outline"]) if len(ring) > 3]
        outline = shapely.union_all(rings).buffer(0.03)  # as far as it was simplified
        inside = found.rows == number
        assert shapely.contains_xy(outline, lon[inside], lat[inside]).all(), division["name"]


def test_a_measure_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UsageError, match="'sum' is no measure; it is one of count, low"):
        ChoroplethLayer(make_tables(), measure="sum")  # type: ignore[arg-type]


def block(layer: OverlayLayer) -> Any:
    return json.loads(layer.block)


def frame_of(*shapes: Any, crs: Any = "EPSG:4326", **columns: Any) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(columns, geometry=list(shapes), crs=crs)


def test_an_overlay_keeps_points_lines_and_areas_with_their_holes() -> None:
    area = Polygon([(0, 0), (4, 0), (4, 4), (0, 4)], [[(1, 1), (2, 1), (2, 2), (1, 2)]])
    collection = shapely.GeometryCollection([Point(9, 9), LineString([(0, 0), (1, 1)])])
    layer = OverlayLayer(
        frame_of(area, MultiPoint([(5, 5), (6, 6)]), collection, None, name=list("abcd")),
        name="Mine",
    )
    shapes = [(s["kind"], s["label"], len(s["lines"]["counts"])) for s in block(layer)["shapes"]]
    assert shapes == [("area", "a", 2), ("point", "b", 2), ("point", "c", 1), ("line", "c", 1)]


def test_an_overlay_in_metres_is_turned_into_degrees() -> None:
    there = frame_of(Point(37.0, 35.0)).to_crs("EPSG:3857")
    ((lon, lat), *_), *_ = unpacked(block(OverlayLayer(there, name="x"))["shapes"][0]["lines"])
    assert (lon, lat) == pytest.approx((37.0, 35.0), abs=1e-4)


def test_an_overlay_takes_the_label_that_it_is_told() -> None:
    frame = frame_of(Point(1, 1), name=["n"], held_by=["somebody"])
    assert block(OverlayLayer(frame, name="x", label="held_by"))["shapes"][0]["label"] == "somebody"


@pytest.mark.parametrize(
    ("frame", "options", "words"),
    [
        (pd.DataFrame({"a": [1]}), {}, "a GeoDataFrame with a geometry"),
        (frame_of(Point(1, 1), a=[1]), {"label": "b"}, "no column 'b'"),
        (frame_of(Point(1, 1), a=[1]), {"colours": ("red", "#ffffff")}, "'red' is no colour"),
    ],
)
def test_what_is_no_overlay_is_refused(frame: Any, options: Any, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        OverlayLayer(frame, name="x", **options)


def test_an_overlays_name_is_no_template() -> None:
    html = draw(
        make_tables(), overlays=[OverlayLayer(frame_of(Point(1, 1)), name="{{7*7}}")]
    ).to_html()
    assert "49" not in re.findall(r'"([^"]*)" : overlay_layer', html)[0]
