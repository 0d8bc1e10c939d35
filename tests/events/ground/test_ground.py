"""Shapes on the globe."""

from __future__ import annotations

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geomap.errors import SchemaError
from geomap.events.ground.ground import circle, distance_km, ground_of
from tests.builders import make_place, make_province


def test_no_place_is_no_ground() -> None:
    assert ground_of([], precision=None) is None


def test_the_resolution_s_radius_goes_before_the_place_s() -> None:
    near = ground_of([make_place()], precision=2, radius_km=25)
    assert near is not None
    assert near.radius_km == 25
    exact = ground_of([make_place()], precision=1)
    assert exact is not None
    assert exact.radius_km == 2


def test_a_total_reaches_as_far_as_its_farthest_place() -> None:
    ground = ground_of(
        [make_province("Homs", 36.4, 34.4), make_province("Hama", 35.4, 34.4)], precision=4
    )
    assert ground is not None
    assert ground.shape.covers(shapely.Point(ground.lon, ground.lat))
    assert 60 < ground.radius_km < 250


@pytest.mark.parametrize(
    ("geometry", "complaint"),
    [(b"\x01rubbish", "is not WKB"), (shapely.to_wkb(shapely.Point(1, 1)), "is a Point")],
)
def test_a_geometry_that_is_no_area_is_refused(geometry: bytes, complaint: str) -> None:
    with pytest.raises(SchemaError, match=rf"'Homs' \(test homs\) {complaint}"):
        ground_of([make_place("Homs", geometry=geometry)], precision=4)


def test_an_area_that_crosses_itself_is_made_whole() -> None:
    bow_tie = shapely.Polygon([(36, 34), (37, 35), (37, 34), (36, 35)])
    ground = ground_of([make_place(geometry=shapely.to_wkb(bow_tie))], precision=4)
    assert ground is not None
    assert ground.shape.is_valid
    assert ground.shape.geom_type == "MultiPolygon"


@given(st.floats(-170, 170), st.floats(-70, 70), st.floats(0.1, 300))
def test_every_corner_of_a_circle_is_as_far_as_its_radius(
    lon: float, lat: float, radius_km: float
) -> None:
    ring = circle(lon, lat, radius_km)
    assert ring.exterior.is_ccw
    for x, y in ring.exterior.coords:
        assert distance_km(lon, lat, x, y) == pytest.approx(radius_km, rel=1e-6, abs=1e-6)
