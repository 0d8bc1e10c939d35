"""A village that no gazetteer knows is shown in the unit that the text names with it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from geomap.events.ground.ground_shown import in_its_unit, shown, sure
from geomap.model import Resolution
from geomap.stretches import Span
from tests.builders import make_place, make_province, make_resolution, make_toponym

HAMA = make_province("Hama", 35.4, 34.4)
PLACES = (None, HAMA, make_place("Mhardeh", admin1="Hama", lon=36.2, lat=35.25))


def named(start: int, which: int, container: int | None) -> Resolution:
    """Make a name of ten letters, maybe put in another that begins at an offset."""
    inside = None if container is None else Span(report_id="r1", start=container, end=container + 9)
    span = Span(report_id="r1", start=start, end=start + 9)
    toponym = make_toponym(span=span, container=inside)
    return make_resolution(toponym=toponym, place=PLACES[which])


NAMES = st.lists(
    st.tuples(
        st.integers(0, 30).map(lambda at: at * 10),
        st.integers(0, 2),
        st.none() | st.integers(0, 30).map(lambda at: at * 10),
    ),
    max_size=12,
    unique_by=lambda name: name[0],
)


@given(NAMES)
def test_all_names_of_a_report_are_shown_as_each_of_them_alone(names):
    placed = [sure(named(*name)) for name in names]
    assert shown([named(*name) for name in names]) == [in_its_unit(one, placed) for one in placed]


def test_of_the_units_behind_a_village_the_nearest_is_its_own():
    village, far, near = named(0, 0, None), named(60, 1, None), named(20, 1, None)
    found = shown([village, far, near])[0]
    assert found.place == HAMA
    assert found.stands_in


def test_a_unit_far_behind_is_another_places():
    assert shown([named(0, 0, None), named(120, 1, None)])[0].place is None
