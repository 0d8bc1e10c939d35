"""The casebook: its tables are what the records say, whatever order they come in."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import random

import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.errors import GeomapError, SchemaError
from geomap.events.book.frame import Casebook
from geomap.events.tables.schema import COLUMNS, dtype_of
from geomap.model import SetAside, Tally
from geomap.vocabulary import Scope, ToponymRole
from tests.builders import (
    founding_records,
    make_casebook,
    make_claim,
    make_incident,
    make_place,
    make_province,
    make_range,
    make_reading,
    make_report,
    make_resolution,
    make_span,
    make_toponym,
    span_of,
)


def incident(book: Casebook, incident_id: str) -> pd.Series:
    return book.incidents.set_index("id").loc[incident_id]


def one(**changes: object) -> pd.Series:
    """Give the row of a casebook's only incident."""
    changes.setdefault("claims", ())
    book = Casebook.from_records(
        readings=[make_reading()], resolutions={}, incidents=[make_incident(**changes)]
    )
    return book.incidents.iloc[0]


def test_every_table_has_the_agreed_columns_and_types() -> None:
    book = make_casebook(set_aside=[SetAside(origin="b.pdf", reason="locked")])
    for name, columns in COLUMNS.items():
        table = book.tables()[name].drop(columns="geometry", errors="ignore")
        assert {c: table[c].dtype for c in table} == {c: dtype_of(k) for c, k in columns.items()}
    assert book.incidents.crs.to_epsg() == 4326


def test_two_claims_of_one_incident_stay_two_rows_with_their_words() -> None:
    claims = make_casebook().claims
    told = claims[claims.incident_id == "talbiseh"]
    assert told.verbatim.tolist() == ["about 20 dead", "identified 22"]
    assert told["max"].tolist() == [20, 22]
    assert told.identified.tolist() == [False, True]


def test_a_claim_of_no_incident_is_kept_without_one() -> None:
    claims = make_casebook().claims.set_index("id")
    assert pd.isna(claims.incident_id["c4"])
    assert claims.scope["c4"] == "background"


def test_the_incident_s_version_of_a_claim_wins_over_the_reading_s() -> None:
    records = founding_records()
    first = records["incidents"][0]
    corrected = dataclasses.replace(first.claims[0], supersedes="c2")
    records["incidents"][0] = dataclasses.replace(first, claims=(corrected, first.claims[1]))
    claims = Casebook.from_records(**records).claims
    assert claims.set_index("id").supersedes["c1"] == "c2"
    assert len(claims) == 4


def test_a_missing_number_stays_unknown() -> None:
    row = incident(make_casebook(), "lataminah")
    assert pd.isna(row[["killed_low", "killed_best", "killed_high"]]).all()


def test_offsets_cut_the_verbatim_words_out_of_the_report() -> None:
    book = make_casebook()
    texts = book.reports.set_index("id").text
    for table in (book.claims, book.statements):
        for row in table.itertuples():
            assert texts[row.report_id][row.start : row.end] == row.verbatim


def test_an_event_type_is_found_above_its_sub_event_type() -> None:
    assert one(event_type="Armed clash").event_type == "Battles"
    with pytest.raises(SchemaError, match=r"'Airstrike'.*Air/drone strike"):
        one(event_type="Airstrike")


def test_a_town_is_a_point_and_a_province_its_area() -> None:
    assert one().geometry.wkt == "POINT (36.73 34.84)"
    province = make_resolution(
        toponym=make_toponym("Homs"), place=make_province("Homs", 36, 34), precision=4
    )
    row = one(places=[province])
    assert row.geometry.geom_type == "Polygon"
    assert (row.lon, row.lat) == (36.5, 34.5)


def test_an_area_the_gazetteer_does_not_know_is_a_point() -> None:
    assert one(places=[make_resolution(precision=4)]).geometry.geom_type == "Point"


def test_an_area_is_turned_counterclockwise() -> None:
    clockwise = shapely.Polygon([(36, 34), (36, 35), (37, 35), (37, 34)])
    place = make_place("Homs", geometry=shapely.to_wkb(clockwise))
    row = one(places=[make_resolution("Homs", place=place, precision=4)])
    assert row.geometry.exterior.is_ccw


def test_what_is_not_placed_has_no_point_but_a_reason() -> None:
    row = one(places=[make_resolution(place=None, precision=None, reason="two are equally likely")])
    assert row.geometry is None
    assert pd.isna(row[["lat", "lon", "place", "where_prec"]]).all()
    assert row.place_as_written == "Talbiseh"
    assert row.place_reason == "two are equally likely"


def test_an_incident_without_any_place_says_so() -> None:
    assert one(places=[]).place_reason == "no place is named for it"


def test_a_total_covers_all_its_provinces_and_no_pin_between() -> None:
    row = incident(make_casebook(), "total")
    assert row.place == "Homs and Hama"
    assert row.geometry.bounds == (35.4, 34.4, 37.4, 35.4)
    assert row.geometry.covers(shapely.Point(row.lon, row.lat))
    assert row.gazetteer_id == "homs-province;hama-province"
    assert pd.isna(row.admin1)
    assert row.country == "SY"


def test_a_total_over_towns_covers_both_towns_and_not_the_middle() -> None:
    towns = [
        make_resolution(place=make_place("A", lon=36, lat=35)),
        make_resolution("Homs", place=make_place("B", lon=38, lat=35)),
    ]
    row = one(places=towns, scope=Scope.TOTAL)
    assert row.geometry.geom_type == "MultiPolygon"
    assert row.geometry.covers(shapely.Point(36, 35))
    assert not row.geometry.covers(shapely.Point(37, 35))


def test_a_total_knows_its_parts_and_what_they_leave() -> None:
    book = make_casebook()
    total = incident(book, "total")
    assert json.loads(total.parts) == ["talbiseh"]
    assert total.remainder_low == 2  # 24 less the 22 claimed at most
    assert pd.isna(total.remainder_high)  # "at least 24" is open
    assert incident(book, "talbiseh").part_of == "total"
    assert pd.isna(incident(book, "lataminah").part_of)


def test_a_range_of_days_is_kept_to_its_last_day() -> None:
    row = one(date=make_range(dt.date(2015, 9, 28), days=7, precision=3))
    assert (row.date_start, row.date_last, row.date_prec) == ("2015-09-28", "2015-10-04", 3)
    assert pd.isna(one(date=None).date_start)


def test_only_the_toponyms_of_events_are_on_the_map() -> None:
    toponyms = make_casebook().toponyms.set_index("surface")
    assert toponyms.on_map.to_dict() == {
        "Talbiseh": True,
        "Lataminah": True,
        "Homs": True,
        "Hama": True,
        "Moscow": False,
    }
    assert toponyms.role_reason["Moscow"] == "where the speaker sits"


def test_the_same_place_in_another_report_of_the_incident_is_on_the_map() -> None:
    second = make_report(id="r2")
    there = make_resolution(toponym=make_toponym(span=span_of("Talbiseh", report_id="r2")))
    book = Casebook.from_records(
        readings=[make_reading(), make_reading(second)],
        resolutions={"r1": [make_resolution()], "r2": [there]},
        incidents=[make_incident(report_ids=("r1", "r2"))],
    )
    assert book.toponyms.on_map.tolist() == [True, True]


def test_a_toponym_without_a_resolution_is_listed_without_a_place() -> None:
    toponym = make_toponym("Homs", role=ToponymRole.CONTEXT)
    book = Casebook.from_records(
        readings=[make_reading(toponyms=(toponym,))], resolutions={}, incidents=[]
    )
    assert book.toponyms.surface.tolist() == ["Homs"]
    assert book.toponyms.place.isna().all()


def test_half_a_surrogate_pair_becomes_one_character_so_that_offsets_hold() -> None:
    report = make_report("\ud83d at Homs", sha256="0")
    toponym = make_toponym("Homs", span=make_span(5, 9))
    book = Casebook.from_records(
        readings=[make_reading(report, toponyms=(toponym,))], resolutions={}, incidents=[]
    )
    text = book.reports.text[0]
    assert text[5:9] == "Homs"
    assert text.encode()


@settings(deadline=None, max_examples=25)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_records_does_not_change_the_tables(shuffle: random.Random) -> None:
    records = founding_records()
    records["readings"].append(make_reading(make_report(id="r0", published=None)))
    records["incidents"].append(make_incident("undated", date=None))
    records["set_aside"] = [
        SetAside(origin="in.jsonl", line=line, reason=reason)
        for line, reason in ((3, "x"), (2, "y"), (None, "z"))
    ]
    expected = Casebook.from_records(**records)
    for name in ("readings", "incidents", "set_aside"):
        shuffle.shuffle(records[name])
    shuffle.shuffle(records["resolutions"]["r1"])
    assert Casebook.from_records(**records) == expected
    assert expected.incidents.id.iloc[-1] == "undated"


def test_an_incident_of_a_report_that_was_not_read_is_refused() -> None:
    with pytest.raises(SchemaError, match="'r9', of which there is no reading"):
        make_casebook(incidents=[make_incident(report_ids=("r9",))])


def test_a_wrong_table_gives_every_complaint_at_once() -> None:
    book = make_casebook()
    claims = book.claims.drop(columns="stance").assign(extra=1)
    incidents = book.incidents.assign(killed_low=[1.0, 2.0, 3.0])
    with pytest.raises(SchemaError) as caught:
        dataclasses.replace(book, claims=claims, incidents=incidents)
    for complaint in (
        "claims.stance is missing",
        "claims.extra is not a column",
        "incidents.killed_low has type dtype('float64'); it should be Int64Dtype()",
    ):
        assert complaint in str(caught.value)


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"lat": 91.0}, "incidents.lat 91.0 is beyond ±90 degrees"),
        ({"lat": None}, "known together"),
        ({"date_start": "30 Sept"}, "'30 Sept' is not a day"),
        ({"killed_low": 99}, "killed_low is above killed_best"),
        ({"scope": None}, "incidents.scope is empty in row 1"),
        ({"id": "lataminah"}, "'lataminah' is there more than once"),
    ],
)
def test_an_impossible_value_is_named(changes: dict[str, object], complaint: str) -> None:
    book = make_casebook()
    incidents = book.incidents.copy()
    row = incidents.index[incidents.id == "talbiseh"][0]
    for column, value in changes.items():
        incidents.loc[row, column] = pd.NA if value is None else value
    first_to_last = incidents.loc[[row, *incidents.index.difference([row])]]
    with pytest.raises(SchemaError) as caught:
        dataclasses.replace(book, incidents=first_to_last)
    assert complaint in str(caught.value)


def test_a_claim_of_an_unknown_incident_is_refused() -> None:
    book = make_casebook()
    with pytest.raises(SchemaError, match=r"claims\.incident_id 'talbiseh' is not in incidents"):
        dataclasses.replace(book, incidents=book.incidents[book.incidents.id != "talbiseh"])


def test_casebooks_are_equal_by_what_they_hold() -> None:
    book = make_casebook()
    assert book == make_casebook(draw=lambda _: None)
    assert book != make_casebook(provenance={"geomap": "0.2.0"})
    assert book != make_casebook(incidents=[])
    assert book != 1
    moved = book.incidents.copy()
    moved["geometry"] = moved.geometry.translate(1e-12)
    assert book != dataclasses.replace(book, incidents=moved)


def test_a_casebook_is_frozen() -> None:
    book = make_casebook()
    with pytest.raises(dataclasses.FrozenInstanceError):
        book.claims = book.statements  # type: ignore[misc]
    with pytest.raises(TypeError):
        book.provenance["geomap"] = "x"  # type: ignore[index]
    with pytest.raises(TypeError):
        hash(book)


def test_the_map_is_drawn_by_what_was_given() -> None:
    assert make_casebook(draw=lambda book: len(book.incidents)).map() == 3
    with pytest.raises(GeomapError, match=r"geomap\.open_casebook"):
        make_casebook().map()


def test_the_same_claim_in_two_incidents_is_refused() -> None:
    claim = make_claim(3)
    with pytest.raises(SchemaError, match="'c1' is there more than once"):
        make_casebook(
            incidents=[
                make_incident("a", claims=(claim,)),
                make_incident("b", claims=(claim,), killed=Tally(low=3)),
            ]
        )
