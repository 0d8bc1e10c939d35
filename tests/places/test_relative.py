"""What is told to lie beside a place is put there, as exactly as it is told."""

from __future__ import annotations

import cmath
import math
import re
from collections.abc import Sequence

import pytest
import shapely
from geopy.distance import geodesic
from hypothesis import given
from hypothesis import strategies as st

import geomap
from geomap.model import Candidate, Place, Report, Resolution, Toponym
from geomap.places.names.forms import normal_form, split_level
from geomap.places.precision import NEAR_KM
from geomap.places.relative.placing import FARTHEST_KM, place_relative
from geomap.places.relative.relations import Relation, RelationKind, read_relation
from geomap.places.relative.shapes import bearing, corridor, destination, disc
from geomap.places.resolve import ReportResolver
from geomap.stretches import Span
from geomap.vocabulary import ToponymRole


def make_place(name: str, lon: float, lat: float, **changes: object) -> Place:
    values: dict[str, object] = {
        "gazetteer": "test", "version": "1", "id": f"t:{name.lower()}", "radius_km": 2.0,
        "feature": "PPL", "country": "AA", "admin1": "West", "population": 20_000,
    } | changes  # fmt: skip
    return Place(name=name, lon=lon, lat=lat, **values)  # type: ignore[arg-type]


HARIM = make_place("Harim", 35.0, 35.0)
SAWRAN = make_place("Sawran", 35.0, 35.4, id="t:sawran")  # 44 km north of Harim
FARPORT = make_place("Farport", 37.0, 35.0)  # 182 km east of Harim
EDGETOWN = make_place("Edgetown", 38.9, 35.0)  # 9 km west of Borland
ENDWICK = make_place("Endwick", 38.9, 30.0)
PROVINCE = make_place("Sawran", 35.0, 35.4, id="t:adm1", feature="ADM1", radius_km=80.0)
ARDIA = make_place("Ardia", 37.0, 35.0, feature="PCLI", radius_km=400.0, id="t:aa", admin1=None)
BORLAND = make_place("Borland", 41.0, 35.0, feature="PCLI", country="BB", id="t:bb", admin1=None)
EAST = make_place("East", 41.0, 35.0, feature="ADM1", country="BB", id="t:e", admin1="East")
RIVER = make_place("Long River", 36.0, 35.0, feature="STM", radius_km=300.0, population=None)


class Atlas:
    """A gazetteer of two made-up countries that meet at 39 degrees east."""

    name, version = "test", "1"
    places = (HARIM, SAWRAN, PROVINCE, FARPORT, EDGETOWN, ENDWICK, ARDIA, BORLAND, RIVER)

    def find(
        self, name: str, *, country: str | None = None, fuzzy: bool = False, limit: int = 50
    ) -> Sequence[Candidate]:
        form = normal_form(split_level(name).core)
        return [
            Candidate(place=place, score=1.0)
            for place in self.places
            if normal_form(place.name) == form and country in (None, place.country)
        ]

    def containing(self, lon: float, lat: float) -> Sequence[Place]:
        if not (20 <= lat <= 50 and 30 <= lon <= 45):
            return ()
        return (BORLAND, EAST) if lon > 39 else (ARDIA,)


def place_all(text: str) -> tuple[Resolution, ...]:
    """Resolve the toponyms that stand in brackets in a text."""
    plain, toponyms, end = "", [], 0
    for match in re.finditer(r"\[([^]|]*)(?:\|(\w+))?\]", text):
        plain += text[end : match.start()]
        end = match.end()
        span = Span(report_id="r1", start=len(plain), end=len(plain) + len(match[1]))
        role = ToponymRole(match[2] or "event")
        toponyms.append(Toponym(span=span, surface=match[1], role=role))
        plain += match[1]
    report = Report(id="r1", text=plain + text[end:], sha256="")
    return ReportResolver(Atlas()).resolve(report, toponyms)


def known(resolution: Resolution) -> Place:
    assert resolution.place is not None, resolution.reason
    return resolution.place


# The distance and its error, the direction and its error, as the text leaves them open.
@pytest.mark.parametrize(
    ("text", "km", "error", "direction", "angle", "precision"),
    [
        ("10 km north of [Harim]", 10, 5, 0, 45, 2),
        ("about 15 kilometres (9 miles) south-east of [Harim] city", 15, 2.5, 135, 22.5, 2),
        ("roughly 5km NW of [Harim]", 5, 2.5, 315, 22.5, 2),
        ("a few kilometres east of [Harim]", 3, 2, 90, 45, 2),
        ("some 40 miles west of [Harim]", 64.374, 8.047, 270, 45, 5),
        ("10 to 15 km south of the besieged town of [Harim]", 12.5, 2.5, 180, 45, 2),
        ("25 km south of [Harim]", 25, 2.5, 180, 45, 2),
        ("12 km north-northwest of [Harim]", 12, 1.2, 337.5, 11.25, 2),
        ("the [10 km north of Harim] post", 10, 5, 0, 45, 2),
    ],
)
def test_a_distance_and_a_direction_are_a_point(text, km, error, direction, angle, precision):
    (resolution,) = place_all(text)
    place = known(resolution)
    there = geodesic(kilometers=km).destination((HARIM.lat, HARIM.lon), direction)
    off = geodesic((place.lat, place.lon), (there.latitude, there.longitude)).km
    assert off < 0.006 * km
    assert resolution.precision == precision
    corners = [
        cmath.rect(km + sign * error, math.radians(turn))
        for sign in (-1, 1)
        for turn in (-angle, 0, angle)
    ]
    farthest = max(abs(corner - km) for corner in corners)
    assert resolution.radius_km == place.radius_km
    assert resolution.radius_km == pytest.approx(farthest + HARIM.radius_km, abs=0.06)


@pytest.mark.parametrize(
    ("text", "precision", "radius"),
    [
        ("20 km from [Harim]", 2, 27.0),
        ("two kilometres outside [Harim]", 2, 4.5),
        ("within 10 km of [Harim]", 2, 12.0),
        ("a 30-minute drive from [Harim]", 2, 27.0),
        ("an hour from [Harim]", 2, 25.0),
        ("north of [Harim]", 2, 25.0),
        ("the northern outskirts of [Harim]", 2, 25.0),
        ("near [Harim]", 2, 25.0),
        ("across the river from [Harim]", 2, 25.0),
        ("off the coast of [Harim]", 2, 25.0),
        ("opposite [Harim]", 2, 25.0),
        ("the [outskirts of Harim]", 2, 25.0),
        ("in [Harim]", 1, 2.0),
        ("in the north of [Harim]", 1, 2.0),
        ("they killed 10 north of [Harim]", 2, 25.0),
        ("10 km of [Harim]'s roads", 1, 2.0),
    ],
)
def test_without_a_direction_and_a_distance_the_point_is_the_place_s_own(text, precision, radius):
    (resolution,) = place_all(text)
    assert known(resolution) == HARIM
    assert (resolution.precision, resolution.radius_km) == (precision, radius)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("between [Harim] and [Sawran]", "between Harim and Sawran"),
        ("the road between [Harim] and [Sawran]", "road between Harim and Sawran"),
        ("the road from [Sawran] to [Harim]", "road between Harim and Sawran"),
        ("the M5 highway between [Harim] and [Sawran]", "road between Harim and Sawran"),
        ("the [Harim]–[Sawran] road", "road between Harim and Sawran"),
    ],
)
def test_the_way_between_two_towns_is_one_place_with_both_names(text, name):
    first, second = place_all(text)
    in_order = sorted((HARIM, SAWRAN), key=lambda town: text.index(town.name))
    place = known(first)
    assert place == known(second)
    assert (place.id, place.name) == ("t:harim--t:sawran", name)
    assert (place.lon, place.lat) == pytest.approx((35.0, 35.2), abs=0.001)
    assert first.precision == 2
    assert first.radius_km == pytest.approx(22.2 + 2.0, abs=0.1)
    for resolution, town in zip((first, second), in_order, strict=True):
        assert {town.id, place.id} <= {candidate.place.id for candidate in resolution.candidates}


def test_halfway_is_the_middle_and_known_more_exactly():
    place = known(place_all("halfway between [Harim] and [Sawran]")[0])
    assert place.id == "t:harim--t:sawran@middle"
    assert place.radius_km == pytest.approx(44.5 / 8 + 2.0, abs=0.1)


def test_a_long_road_is_a_fuzzy_feature_drawn_as_a_strip():
    resolution, _ = place_all("the road from [Harim] to [Farport]")
    place = known(resolution)
    assert resolution.precision == 5
    assert resolution.radius_km == pytest.approx(182.4 / 2 + 2.0, abs=0.5)
    strip = shapely.from_wkb(place.geometry)
    assert strip.is_valid
    assert strip.exterior.is_ccw
    for town in (HARIM, FARPORT, place):
        assert strip.contains(shapely.Point(town.lon, town.lat))
    assert not strip.contains(shapely.Point(SAWRAN.lon, SAWRAN.lat))


@pytest.mark.parametrize(
    ("text", "precisions"),
    [
        ("between [Harim] and [Sawran] provinces", (1, 4)),
        ("talks between [Harim] and [Sawran]", (1, 4)),
        ("they moved from [Harim] to [Sawran]", (1, 4)),
        ("between [Harim] and the [Long River]", (2, 5)),
        ("between [Harim] and [Endwick]", (5, 5)),
        ("between [Harim] and [Nowhere]", (2, None)),
        ("between [Ardia] and [Borland]", (6, 6)),
        ("near [Harim] and [Farport]", (2, 2)),
        ("near [Harim], [Ardia]", (2, 6)),
    ],
)
def test_what_has_no_ground_between_gives_no_point_between(text, precisions):
    resolutions = place_all(text)
    assert tuple(resolution.precision for resolution in resolutions) == precisions
    assert all(r.place is None or "--" not in r.place.id for r in resolutions)


def test_the_reason_says_what_the_text_says_and_how_far_off_it_may_be():
    reason = place_all("10 km north of [Harim]")[0].reason
    assert reason.startswith("town Harim (West, AA)")
    assert 'the text says "10 km north of"' in reason
    assert "may be off by about 5 km" in reason
    unplaced = place_all("10 km north of [Nowhere]")[0]
    assert unplaced.place is None
    assert '"Nowhere"' in unplaced.reason
    assert "the other end is not placed" in place_all("between [Harim] and [Nowhere]")[0].reason


def test_a_derived_place_is_no_town_and_has_an_id_of_its_own():
    resolution = place_all("10 km north of [Harim]")[0]
    place = known(resolution)
    assert place.id == "t:harim+10km@N"
    assert place.name == "10 km north of Harim"
    assert place.population is None
    assert not place.feature.startswith("PPL")
    assert [c.place.id for c in resolution.candidates] == ["t:harim+10km@N", "t:harim"]
    assert place == known(place_all("ten kilometres to the north of [Harim]")[0])


def test_the_country_is_that_of_the_point():
    resolution = place_all("20 km east of [Edgetown]")[0]
    assert (known(resolution).country, known(resolution).admin1) == ("BB", "East")
    assert "lies in Borland" in resolution.reason
    at_home = known(place_all("5 km west of [Edgetown]")[0])
    assert at_home.country == "AA"


def test_a_gazetteer_that_knows_no_areas_leaves_the_country_as_it_is():
    placed = place_relative(read_relation("10 km north of ", ""), HARIM, precision=1)
    assert (placed.place.country, placed.place.admin1) == ("AA", None)


@pytest.mark.parametrize("name", ["Ardia", "Sawran province", "Long River"])
def test_beside_an_area_there_is_no_point(name):
    plain = place_all(f"in [{name}]")[0]
    beside = place_all(f"10 km north of [{name}]")[0]
    assert beside.place == plain.place
    assert (beside.precision, beside.radius_km) == (plain.precision, plain.radius_km)
    assert "10 km north of" in beside.reason


def test_far_off_is_an_area_around_and_no_pin():
    resolution = place_all("100 km from [Harim]")[0]
    place = known(resolution)
    assert resolution.precision == 5
    assert place.id == "t:harim~100km"
    assert shapely.from_wkb(place.geometry).contains(shapely.Point(HARIM.lon, HARIM.lat))
    assert resolution.radius_km == pytest.approx(100 + 50 + 2, abs=0.1)
    beyond = place_all(f"{FARTHEST_KM + 50:g} km north of [Harim]")[0]
    assert (known(beyond).lon, known(beyond).lat) == (HARIM.lon, HARIM.lat)


def test_a_village_that_no_gazetteer_has_is_where_the_text_puts_it():
    village, town = place_all("Shells hit [Zoor], a village 12 km north of [Harim].")
    assert known(village).id == "t:harim+12km@N"
    assert known(town) == known(village)
    assert '"Zoor"' in village.reason
    assert "12 km north of" in village.reason
    assert village.probability <= town.probability
    described, _ = place_all("Shells hit [Farport], 12 km north of [Harim].")
    assert known(described) == FARPORT


def test_a_name_written_for_a_line_is_the_line():
    (road,) = place_all("A mine on the [Harim-Sawran highway] went off.")
    assert known(road).id == "t:harim--t:sawran"
    assert road.toponym.surface == "Harim-Sawran highway"
    (areas,) = place_all("[between Harim and Sawran provinces]")
    assert areas.place is None
    assert "no one place" in areas.reason
    assert areas.candidates


def test_a_line_is_as_sure_as_both_its_ends():
    (alone,) = place_all("in [Harim] town")
    line, _ = place_all("between [Harim] town and [Farport] town")
    assert line.probability <= alone.probability


@given(
    lon=st.floats(-179, 179), lat=st.floats(-85, 85), km=st.floats(0.1, 150),
    towards=st.floats(0, 359.9),
)  # fmt: skip
def test_the_point_is_as_far_off_as_it_is_told(lon, lat, km, towards):
    there = destination((lon, lat), bearing_deg=towards, distance_km=km)
    assert -180 <= there[0] <= 180
    assert -90 <= there[1] <= 90
    assert geodesic((lat, lon), there[::-1]).km == pytest.approx(km, rel=0.007, abs=0.002)


@given(
    lon=st.floats(-179, 179), lat=st.floats(-80, 80), km=st.floats(1, 300),
    towards=st.floats(0, 359.9),
)  # fmt: skip
def test_a_strip_and_a_disc_are_whole_and_hold_their_ends(lon, lat, km, towards):
    start = (lon, lat)
    end = destination(start, bearing_deg=towards, distance_km=km)
    back = destination(end, bearing_deg=bearing(end, start), distance_km=km)
    assert geodesic((lat, lon), back[::-1]).km < 0.05
    for area in (corridor(start, end, aside_km=max(5, km / 10)), disc(start, radius_km=km)):
        if area is not None:
            shape = shapely.from_wkb(area)
            assert shape.is_valid
            assert shape.exterior.is_ccw
            assert shape.contains(shapely.Point(start))


@given(
    km=st.floats(0.05, 400), error=st.floats(0, 200), towards=st.sampled_from([0.0, 45.0, 202.5]),
    kind=st.sampled_from(list(RelationKind)), precision=st.integers(1, 7),
)  # fmt: skip
def test_whatever_is_said_the_radius_holds_the_error(km, error, towards, kind, precision):
    relation = Relation(
        kind=kind, phrase="somewhere by", distance_km=km, error_km=error, bearing=towards,
        direction="N", other=0,
    )  # fmt: skip
    other = Candidate(place=SAWRAN, score=0.5)
    for end in (None, other):
        placed = place_relative(relation, HARIM, precision=precision, other=end)
        assert placed.radius_km >= HARIM.radius_km
        assert 1 <= placed.precision <= 7
        assert placed.precision >= precision or precision == 1
        if precision == placed.precision == 1:
            assert kind is RelationKind.INSIDE
        elif precision == 1:
            # The event may be as far off as it is told, or where that is not told, near.
            told = geodesic((placed.place.lat, placed.place.lon), (HARIM.lat, HARIM.lon)).km
            assert placed.radius_km + told >= min(km, NEAR_KM) * 0.99


STRIKE = (
    "An air strike on the road between Hama and Homs, Syria, on 3 May 2016 killed 5 civilians.\n"
)


def test_a_report_of_a_strike_on_a_road_is_one_incident_in_the_middle(tmp_path):
    (tmp_path / "strike.txt").write_text(STRIKE, encoding="utf-8")
    (incident,) = geomap.read(tmp_path).incidents.itertuples()
    assert incident.where_prec == 2
    assert incident.place.startswith("road between")
    assert (incident.lat, incident.lon) == pytest.approx((34.93, 36.74), abs=0.03)
    assert 22 <= incident.radius_km <= 35
    assert incident.killed_best == 5
    assert str(incident.date_start).startswith("2016-05-03")


def test_a_long_road_and_a_point_off_a_town_reach_the_table(tmp_path):
    for name, text in (
        (
            "road",
            "Shelling on the road from Aleppo to Damascus in Syria on 4 May 2016 killed 3 men.",
        ),
        ("point", "A mine 10 km north of Hama, Syria, on 5 May 2016 killed 4 civilians."),
    ):
        (tmp_path / f"{name}.txt").write_text(text + "\n", encoding="utf-8")
    book = geomap.read(tmp_path)
    road, point = book.incidents.itertuples()
    assert (road.where_prec, road.geometry.geom_type) == (5, "Polygon")
    assert (point.where_prec, point.geometry.geom_type) == (2, "Point")
    assert point.place.startswith("10 km north of")
    assert book.map().to_html()
