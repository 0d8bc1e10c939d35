import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geomap.places.areas import (
    covers,
    distance_km,
    pack_area,
    polygon_rings,
    to_wkb,
    unpack_area,
)

SQUARE = [0.0, 0.0, 4.0, 0.0, 4.0, 4.0, 0.0, 4.0, 0.0, 0.0]
HOLE = [1.0, 1.0, 1.0, 2.0, 2.0, 2.0, 2.0, 1.0, 1.0, 1.0]
FAR = [10.0, 10.0, 11.0, 10.0, 11.0, 11.0, 10.0, 10.0]


def test_wkb_is_read_by_other_programs():
    geometry = shapely.from_wkb(to_wkb([[SQUARE, HOLE], [FAR]]))
    assert geometry.geom_type == "MultiPolygon"
    assert geometry.area == pytest.approx(16 - 1 + 0.5)


def test_rings_come_back_as_they_were_written():
    parts = list(polygon_rings(to_wkb([[SQUARE, HOLE], [FAR]])))
    assert [[list(ring) for ring in part] for part in parts] == [[SQUARE, HOLE], [FAR]]


def test_a_hole_is_outside():
    assert covers([[SQUARE, HOLE]], 3, 3)
    assert not covers([[SQUARE, HOLE]], 1.5, 1.5)


def test_other_geometry_is_refused():
    with pytest.raises(ValueError, match="polygon is needed"):
        list(polygon_rings(shapely.Point(1, 2).wkb))


@given(st.floats(-1, 5), st.floats(-1, 5))
def test_inside_agrees_with_a_geometry_library(lon, lat):
    polygon = shapely.Polygon([(0, 0), (4, 1), (3, 4), (1, 3)])
    flat = [value for point in polygon.exterior.coords for value in point]
    if polygon.boundary.distance(shapely.Point(lon, lat)) > 1e-9:
        assert covers([[flat]], lon, lat) == polygon.covers(shapely.Point(lon, lat))


def test_a_degree_of_latitude_is_111_km():
    assert distance_km(36.0, 34.0, 36.0, 35.0) == pytest.approx(111.2, abs=0.1)
    assert distance_km(179.9, 0, -179.9, 0) == pytest.approx(22.2, abs=0.1)


@given(
    st.lists(
        st.lists(
            st.lists(st.integers(-180_000, 180_000), min_size=4, max_size=12).map(
                lambda ring: [number / 1000 for number in ring[: len(ring) // 2 * 2]]
            ),
            min_size=1,
            max_size=3,
        ),
        min_size=1,
        max_size=3,
    )
)
def test_a_packed_area_is_the_same_area(polygons):
    assert unpack_area(pack_area(polygons)) == polygons
