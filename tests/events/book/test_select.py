"""Filtering: what is kept, and that the tables still join."""

from __future__ import annotations

import datetime as dt
import json

import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.errors import UsageError
from geomap.events.book.frame import Casebook
from geomap.events.book.select import keep
from geomap.model import SetAside
from geomap.vocabulary import ClaimantKind
from tests.builders import (
    founding_records,
    make_casebook,
    make_claim,
    make_claimant,
    make_incident,
    make_place,
    make_range,
    make_reading,
    make_report,
    make_resolution,
    make_toponym,
    span_of,
)


def two_reports() -> Casebook:
    """Give the founding case and a second report with an incident in Iraq, a week later."""
    records = founding_records()
    claim = make_claim(
        3,
        id="c9",
        span=span_of("about 20 dead", report_id="r2"),
        sentence=span_of("about 20 dead", report_id="r2"),
        claimant=make_claimant("Iraqi Army", kind=ClaimantKind.MILITARY, relayed_by="State TV"),
    )
    mosul = make_resolution(
        toponym=make_toponym(span=span_of("Talbiseh", report_id="r2")),
        place=make_place("Mosul", country="IQ", admin1="Nineveh", lon=43.13, lat=36.34),
    )
    iraq = make_resolution(
        toponym=make_toponym("Homs", span=span_of("Homs", report_id="r2")),
        place=make_place("Irâq", country="IQ", admin1=None),
        precision=6,
    )
    records["readings"].append(make_reading(make_report(id="r2"), claims=(claim,)))
    records["resolutions"]["r2"] = [mosul, iraq]
    records["incidents"].append(
        make_incident(
            "mosul",
            places=[mosul],
            report_ids=("r2",),
            claims=(claim,),
            date=make_range(dt.date(2015, 10, 5), days=3, precision=2),
        )
    )
    records["incidents"].append(make_incident("undated", places=[], date=None))
    records["set_aside"] = [SetAside(origin="b.pdf", reason="locked")]
    return Casebook.from_records(**records)


def kept(book: Casebook) -> set[str]:
    return set(book.incidents.id)


def test_the_first_day_counts_and_the_end_day_does_not() -> None:
    book = two_reports()
    founding = {"talbiseh", "lataminah", "total"}
    assert kept(book.between("2015-09-30", "2015-10-01")) == founding
    assert kept(book.between("2015-10-01", "2015-10-05")) == set()
    assert kept(book.between(dt.date(2015, 10, 7), None)) == {"mosul"}
    assert kept(book.between(None, "2015-10-05")) == founding
    assert kept(book.between("2015-10-08", None)) == set()


def test_undated_incidents_are_kept_on_request_only() -> None:
    assert "undated" not in kept(two_reports().between(None, None))
    assert kept(two_reports().between("2030-01-01", None, undated=True)) == {"undated"}


@pytest.mark.parametrize(("start", "end"), [("2015-10-01", "2015-10-01"), ("1 May", None)])
def test_an_impossible_stretch_is_refused(start: str, end: str | None) -> None:
    with pytest.raises(UsageError, match=r"first day|write it as"):
        make_casebook().between(start, end)


@pytest.mark.parametrize(
    ("region", "expected"),
    [
        ("homs", {"talbiseh"}),
        ("HAMA", {"lataminah"}),
        ("Homs and Hama", {"total"}),
        ("SY", {"talbiseh", "lataminah", "total"}),
        ("Iraq", {"mosul"}),
        ("Atlantis", set()),
        (shapely.box(36.6, 34.8, 36.8, 34.9), {"talbiseh"}),
        (shapely.box(35, 34, 38, 36), {"talbiseh", "lataminah", "total"}),
        (shapely.box(35, 34, 36.9, 36), {"talbiseh", "lataminah"}),
    ],
)
def test_a_region_is_a_name_or_a_shape(region: object, expected: set[str]) -> None:
    assert kept(two_reports().within(region)) == expected


def test_a_region_that_is_neither_is_refused() -> None:
    with pytest.raises(UsageError, match="int is no region"):
        make_casebook().within(7)


def test_near_measures_along_the_ground() -> None:
    book = two_reports()
    assert kept(book.near(36.72, 34.73, km=13)) == {"talbiseh"}  # Homs lies 12 km south
    assert kept(book.near(36.72, 34.73, km=11)) == set()
    with pytest.raises(UsageError, match="longitude, then latitude"):
        book.near(34.73, 136.72, km=1)
    with pytest.raises(UsageError, match="0 or more"):
        book.near(0, 0, km=float("nan"))


def test_a_claimant_is_found_by_name_kind_or_who_passed_it_on() -> None:
    book = two_reports()
    assert kept(book.by_claimant("army")) == {"mosul"}
    assert kept(book.by_claimant("state tv")) == {"mosul"}
    assert kept(book.by_claimant("ministry")) == {"talbiseh"}  # a statement, no claim
    assert kept(book.by_claimant(kind="military")) == {"talbiseh", "mosul"}
    assert kept(book.by_claimant("resident", kind="military")) == set()
    with pytest.raises(UsageError, match="no claimant"):
        book.by_claimant()


def test_an_incident_found_by_one_claimant_keeps_what_the_others_say() -> None:
    claims = two_reports().by_claimant("local media office").claims
    assert set(claims.claimant) == {"a resident", "a local media office"}


def test_disputes_are_found_by_subject() -> None:
    assert kept(make_casebook().disputed()) == {"talbiseh"}
    assert kept(make_casebook().disputed("target")) == {"talbiseh"}
    assert kept(make_casebook().disputed("date")) == set()


def test_filtering_filters_all_tables() -> None:
    part = two_reports().within("IQ")
    assert part.claims.id.tolist() == ["c9"]
    assert part.statements.empty
    assert part.reports.id.tolist() == ["r2"]
    assert set(part.toponyms.report_id) == {"r2"}
    assert len(part.unread) == 1
    assert part.claims.index.tolist() == [0]


def test_a_part_whose_total_is_left_out_counts_for_itself() -> None:
    part = make_casebook().within("Homs")
    assert pd.isna(part.incidents.part_of[0])
    assert (part.killed.low, part.killed.high) == (20, 22)


def test_a_total_whose_parts_are_left_out_names_none() -> None:
    part = make_casebook().within("Homs and Hama")
    assert pd.isna(part.incidents.parts[0])
    assert part.incidents.remainder_low[0] == 2  # still of the whole total


@settings(deadline=None, max_examples=32)
@given(st.lists(st.booleans(), min_size=5, max_size=5), st.lists(st.booleans(), min_size=5))
def test_any_choice_keeps_the_joins_and_the_rows(first: list[bool], second: list[bool]) -> None:
    book = two_reports()
    part = keep(book, first)  # the check of joins runs whenever a casebook is made
    assert part.incidents.id.tolist() == book.incidents.id[first].tolist()
    named = {r for text in part.incidents.report_ids for r in json.loads(text)}
    assert set(part.reports.id) == named
    again = keep(part, second[: len(part.incidents)])
    both = [a and b for a, b in zip(first, spread(first, second), strict=True)]
    assert kept(again) == kept(keep(book, both))


def spread(first: list[bool], second: list[bool]) -> list[bool]:
    """Lay the second choice over the rows that the first one kept."""
    rest = iter(second)
    return [bool(chosen and next(rest)) for chosen in first]


def test_a_choice_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(UsageError, match="2 flags for 3 incidents"):
        keep(make_casebook(), [True, False])
