"""Redaction: what is hidden is nowhere in the file; what was done is told."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geomap.errors import UsageError
from geomap.maps import draw, read_rules, redact, tables_of
from geomap.maps.rules import LEVELS, Rules
from tests.builders_tables import make_tables
from tests.maps.unpacked import unpacked

SECRET = "Zarqatain"
OTHER_SPELLING = "al-Zerqatain"
WITNESS = "Samir Qabbalan"


def tables() -> Any:
    """One incident that names a village in every way it can, and one elsewhere."""
    return make_tables(
        incidents=[
            {
                "id": "i1", "place": SECRET, "place_as_written": OTHER_SPELLING, "admin1": "Homs",
                "admin2": "Taldou", "lat": 34.12345, "lon": 36.54321,
                "place_reason": f"the only {SECRET}", "gazetteer_id": "geonames:999111",
            },
            {"id": "i2", "place": "Rann", "place_as_written": "Rann", "admin1": "Borno",
             "admin2": None, "lat": 12.27, "lon": 14.46, "gazetteer_id": "geonames:2"},
        ],
        claims=[
            {
                "incident_id": "i1", "claimant": WITNESS, "claimant_kind": "witness",
                "verbatim": f"22 people in {SECRET}", "relayed_by": WITNESS,
                "sentence": f"In {OTHER_SPELLING.upper()}, 22 were killed, {WITNESS} said.",
            },
            {"id": "c2", "incident_id": "i2", "claimant": "a monitor", "claimant_kind": "ngo"},
        ],
        statements=[{"verbatim": f"nothing happened in {SECRET}"}],
        toponyms=[
            {"surface": "the spring town", "gazetteer_id": "geonames:999111", "on_map": True,
             "candidates": [{"name": SECRET, "lat": 34.12345, "lon": 36.54321}]},
            {"surface": "Rann", "gazetteer_id": "geonames:2"},
        ],
        reports=[
            {"id": "r1", "title": f"{SECRET} in ruins", "origin": f"reports/{SECRET}.txt",
             "url": f"https://example.org/{SECRET}-ruins"}
        ],
        history=[
            {"incident_id": "i1", "after": "7/7/7"},
            {"incident_id": "i1", "step": 2, "before": "7/7/7", "after": "8/8/8"},
            {"incident_id": "i1", "step": 2, "field": "place", "before": f"{SECRET} (geonames:1)",
             "after": "elsewhere (geonames:999111)", "reason": "moved to 34.12345, 36.54321"},
        ],
    )  # fmt: skip


def page_of(rules: Rules, book: Any = None) -> tuple[str, dict[str, Any]]:
    """Give all the text that the page carries, its packed parts unpacked, and its tables."""
    html = draw(redact(book or tables(), rules), title="A map").to_html()
    block = next(
        content
        for content in re.findall(
            r'<script type="application/json"[^>]*>(.*?)</script>', html, re.S
        )
        if '"tables"' in content
    )
    found = unpacked(block)
    return html + json.dumps(found, ensure_ascii=False), found


@pytest.mark.parametrize("level", ["district", "governorate"])
def test_a_coarsened_place_is_nowhere_in_the_file(level: str) -> None:
    text, found = page_of(Rules(coarsen=level))
    for hidden in (SECRET, OTHER_SPELLING, "the spring town", "34.12345", "36.54321", "3412345",
                   "999111", "34.123", "36.543"):  # fmt: skip
        assert hidden.casefold() not in text.casefold(), hidden
    incidents = found["incidents"]
    assert incidents["place"][0] == ("Taldou" if level == "district" else "Homs")
    assert incidents["where_prec"][0] == LEVELS[level].where_prec
    assert incidents["radius_km"][0] >= LEVELS[level].radius_km
    assert incidents["coarsened"][0] == level
    assert "Taldou" in text or level == "governorate"


def test_a_governorate_is_the_real_one_whatever_lies_in_it() -> None:
    frame = pd.DataFrame(
        {"lat": [34.72345, 34.9, 33.9], "lon": [36.74321, 38.1, 30.1], "place": ["a", "b", "c"]}
    )
    found = redact(tables_of(frame), Rules(coarsen="governorate")).incidents
    assert found["place"].tolist() == ["Homs", "Homs", None], "the third lies at sea"
    assert found["lat"][0] == found["lat"][1]
    assert found["geometry"][0].equals(found["geometry"][1])
    assert found["geometry"][2] is None
    assert found["lat"][2] == 33.0, "the middle of its cell"


def test_only_the_named_incident_is_coarsened_by_a_rule_of_its_own() -> None:
    text, found = page_of(Rules(finer={"i1": "governorate"}))
    assert SECRET not in text
    assert found["incidents"]["place"][1] == "Rann"
    assert found["incidents"]["lat"][1] == 12.27


def test_a_village_keeps_its_name_and_loses_its_decimals() -> None:
    text, found = page_of(Rules(coarsen="village"))
    assert SECRET in text
    assert "34.12345" not in text
    assert found["incidents"]["lat"][0] == pytest.approx(34.12345, abs=0.011)


def test_the_coordinates_of_a_table_are_nowhere_in_a_coarsened_page(tmp_path: Path) -> None:
    from geomap.corpus.tables import GazetteerGrounds, outcomes_of_tables
    from geomap.pipeline import casebook_of
    from geomap.place_names import open_gazetteer

    table = tmp_path / "a.csv"
    table.write_text(
        "latitude,longitude,place,country,killed\n"
        f"34.123450,36.543210,{SECRET},SY,3\n12.27134,14.46271,,NG,2\n"
    )
    rows = outcomes_of_tables([table], grounds=GazetteerGrounds(open_gazetteer))
    text, _ = page_of(Rules(coarsen="village"), casebook_of(rows))
    assert SECRET in text
    for hidden in ("34.1234", "36.5432", "12.2713", "14.4627"):
        assert hidden not in text


def test_the_names_of_claimants_are_nowhere_in_the_file() -> None:
    for claimants in (("witness",), (WITNESS.lower(),)):
        text, found = page_of(Rules(claimants=claimants))
        assert WITNESS.casefold() not in text.casefold()
        assert found["claims"]["claimant"] == ["[withheld]", "a monitor"]


def test_an_incident_that_is_left_out_takes_its_words_along() -> None:
    text, found = page_of(Rules(incidents=("i1",)))
    for hidden in (SECRET, OTHER_SPELLING, WITNESS, "nothing happened"):
        assert hidden.casefold() not in text.casefold(), hidden
    assert found["incidents"]["id"] == ["i2"]
    assert found["history"]["incident"] == []
    assert "incidents left out: 1" in text


def test_what_happened_later_is_left_out_and_what_has_no_day() -> None:
    rows = [{"id": f"i{n}", "date_start": day, "date_last": day}
            for n, day in enumerate(["2015-09-29", "2015-10-01", None])]  # fmt: skip
    found = redact(make_tables(incidents=rows), Rules(leave_out_after="2015-09-30"))
    assert found.incidents["id"].tolist() == ["i0"]


def test_hidden_fields_are_empty_in_every_table() -> None:
    text, found = page_of(Rules(fields=("sentence", "verbatim", "url")))
    assert found["claims"]["sentence"] == [None, None]
    assert "22 were killed" not in text
    assert "example.org" not in found["reports"]["url"]


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        (Rules(), ["killed", "killed", "place"]),
        (Rules(coarsen="governorate"), ["killed", "killed"]),
        (Rules(coarsen="village"), ["killed", "killed"]),
        (Rules(fields=("killed_low",)), ["place"]),
        (Rules(fields=("lat",)), ["killed", "killed"]),
    ],
)
def test_the_history_tells_nothing_that_is_hidden(rules: Rules, told: list[str]) -> None:
    assert redact(tables(), rules).history["field"].tolist() == told


def test_the_tables_that_were_given_stay_as_they_are() -> None:
    given = tables()
    before = given.incidents.to_json(), given.claims.to_json()
    redact(given, Rules(coarsen="governorate", claimants=("witness",), incidents=("i2",)))
    assert (given.incidents.to_json(), given.claims.to_json()) == before


def test_a_total_that_is_no_finer_stays_as_it_is() -> None:
    given = make_tables(incidents=[{"where_prec": 4, "radius_km": 90.0, "place": "Homs"}])
    found = redact(given, Rules(coarsen="district"))
    assert found.incidents["place"].tolist() == ["Homs"]
    assert "redacted" not in found.provenance


def test_a_table_of_ones_own_is_redacted_too() -> None:
    frame = pd.DataFrame(
        [{"lat": 34.12345, "lon": 36.54321, "place": SECRET, "admin1": "Homs", "date": "2015",
          "notes": f"Shells fell on {SECRET}.", "source": WITNESS}]
    )  # fmt: skip
    found = redact(tables_of(frame), Rules(coarsen="governorate"))
    text = draw(found).to_html()
    assert found.incidents["description"].tolist() == ["Shells fell on [withheld]."]
    assert SECRET not in text


@given(st.floats(-89, 89), st.floats(-179, 179), st.sampled_from(["district", "village"]))
def test_a_point_becomes_the_middle_of_its_cell_and_stays_there(
    lat: float, lon: float, level: str
) -> None:
    rows, size = [{"lat": lat, "lon": lon}], LEVELS[level].degrees
    once = redact(make_tables(incidents=rows), Rules(coarsen=level)).incidents
    again = make_tables(incidents=[{"lat": once["lat"][0], "lon": once["lon"][0]}])
    twice = redact(again, Rules(coarsen=level)).incidents
    for column, value in (("lat", lat), ("lon", lon)):
        assert once[column][0] == twice[column][0]
        assert abs(once[column][0] - value) <= size / 2 + 0.005


def test_the_point_of_a_governorate_lies_in_it_and_tells_no_more() -> None:
    frame = pd.DataFrame({"lat": [34.72345, 36.2], "lon": [36.74321, 37.1], "place": ["a", "b"]})
    found = redact(tables_of(frame), Rules(coarsen="governorate")).incidents
    for lon, lat, outline in zip(found["lon"], found["lat"], found["geometry"], strict=True):
        assert shapely.contains_xy(outline, lon, lat)
        assert (round(lon, 2), round(lat, 2)) == (lon, lat)


def test_a_unit_of_another_name_lends_its_outline_to_nobody() -> None:
    frame = pd.DataFrame({"lat": [34.9], "lon": [38.1], "admin1": ["Elsewhere"], "place": ["x"]})
    found = redact(tables_of(frame), Rules(coarsen="governorate")).incidents
    assert found["place"][0] == "Elsewhere"
    assert found["geometry"][0] is None


def test_rules_are_read_from_toml(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_text(
        'embargo = 2026-12-01\ncoarsen = "district"\nclaimants = ["witness"]\n'
        'fields = ["sentence"]\nincidents = ["i9"]\n'
        '[[rule]]\nincidents = ["i1"]\ncoarsen = "governorate"\n'
    )
    rules = read_rules(path)
    assert rules.embargo == "2026-12-01"
    assert rules.finer == {"i1": "governorate"}
    assert rules.fields == ("sentence",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("coarsen = 'street'", "is no level"),
        ("coarse = 'district'", "is no rule"),
        ("embargo = 'soon'", "must be a day"),
        ("claimants = 'witness'", "must be a list"),
        ("fields = ['id']", "joins the tables"),
        ("[[rule]]\ncoarsen = 'district'", "has incidents and coarsen"),
        ("= 3", "cannot be read as rules"),
    ],
)
def test_a_slip_in_the_rules_is_refused(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "rules.toml"
    path.write_text(text)
    with pytest.raises(UsageError, match=words):
        read_rules(path)


@pytest.mark.parametrize("rules", [Rules(incidents=("i7",)), Rules(fields=("sentense",)),
                                   Rules(finer={"i7": "district"})])  # fmt: skip
def test_a_rule_that_names_what_is_not_there_is_refused(rules: Rules) -> None:
    with pytest.raises(UsageError, match="not there"):
        redact(tables(), rules)
