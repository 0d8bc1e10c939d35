"""Somebody's own table as a map: columns guessed, nothing made up."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point, Polygon, box

from geomap.errors import SchemaError, UsageError
from geomap.headings import ROLES, guess_columns
from geomap.maps import draw, read_frame, tables_of
from geomap.maps.style import KINDS, kind_of

ROW = {"latitude": 34.8, "longitude": 36.7, "event_date": "2015-09-30", "fatalities": 4}


def incidents_of(*rows: dict[str, Any], **options: Any) -> Any:
    return tables_of(pd.DataFrame([{**ROW, **row} for row in rows]), **options).incidents


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (
            ["event_id_cnty", "event_date", "sub_event_type", "actor1", "admin1", "location",
             "latitude", "longitude", "source", "notes", "fatalities"],
            {"id": "event_id_cnty", "lat": "latitude", "lon": "longitude", "date": "event_date",
             "type": "sub_event_type", "killed": "fatalities", "place": "location",
             "admin1": "admin1", "actor": "actor1", "source": "source", "text": "notes"},
        ),
        (
            ["id", "side_a", "side_b", "where_prec", "adm_1", "date_start", "date_end", "best",
             "high", "low", "latitude", "longitude"],
            {"id": "id", "lat": "latitude", "lon": "longitude", "date": "date_start",
             "date_end": "date_end", "killed": "best", "killed_low": "low",
             "killed_high": "high", "admin1": "adm_1", "precision": "where_prec",
             "actor": "side_a", "actor2": "side_b"},
        ),
    ],
)  # fmt: skip
def test_usual_headings_are_known(headings: list[str], expected: dict[str, str]) -> None:
    assert guess_columns(headings) == expected


@given(st.lists(st.sampled_from([h for usual in ROLES.values() for h in usual]), unique=True))
def test_no_column_plays_two_roles(headings: list[str]) -> None:
    found = list(guess_columns(headings).values())
    assert len(found) == len(set(found))
    assert set(found) <= set(headings)


def test_what_the_user_says_wins_over_the_guess() -> None:
    told = {"date": "seen", "killed": ""}
    found = guess_columns(["date", "seen", "killed", "lat", "lon"], told=told)
    assert found["date"] == "seen"
    assert "killed" not in found


@pytest.mark.parametrize("told", [{"moon": "lat"}, {"date": "nowhere"}])
def test_a_role_or_column_that_is_not_there_is_refused(told: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        guess_columns(["lat", "lon"], told=told)


def test_an_unknown_number_stays_unknown() -> None:
    found = incidents_of({"fatalities": None}, {"fatalities": 0}, {"fatalities": -99})
    assert found["killed_low"].isna().tolist() == [True, False, True]


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2015-09-30", "2015-09-30", "2015-09-30"),
        ("2015-09-30T11:00:00Z", "2015-09-30", "2015-09-30"),
        ("30 September 2015", "2015-09-30", "2015-09-30"),
        ("30.09.2015", "2015-09-30", "2015-09-30"),
        ("30/09/2015", "2015-09-30", "2015-09-30"),
        ("09/30/2015", "2015-09-30", "2015-09-30"),
        ("2015-12", "2015-12-01", "2015-12-31"),
        ("2015", "2015-01-01", "2015-12-31"),
        ("soon", None, None),
        (None, None, None),
    ],
)
def test_days_are_read_in_the_usual_forms(written: Any, first: Any, last: Any) -> None:
    found = incidents_of({"event_date": written})
    assert (found["date_start"][0], found["date_last"][0]) == (first, last)


def test_a_column_of_days_that_fit_both_orders_is_not_guessed() -> None:
    found = incidents_of({"event_date": "03/04/2015"}, {"event_date": "05/06/2015"})
    assert found["date_start"].isna().all()
    found = incidents_of({"event_date": "03/04/2015"}, {"event_date": "25/06/2015"})
    assert found["date_start"].tolist() == ["2015-04-03", "2015-06-25"]


def test_datetimes_are_days() -> None:
    found = incidents_of({"event_date": pd.Timestamp("2015-09-30 22:00")})
    assert found["date_start"][0] == "2015-09-30"


@pytest.mark.parametrize(("lat", "lon"), [(91, 0), (10, 181), (0, 0), (None, 36)])
def test_impossible_coordinates_are_no_place_and_say_why(lat: Any, lon: Any) -> None:
    found = incidents_of({"latitude": lat, "longitude": lon}, {})
    assert found["lat"].isna().tolist() == [True, False]
    assert "coordinates" in found["place_reason"][0]


def test_polygons_become_areas_and_points_stay_points() -> None:
    shapes = [box(36, 34, 37, 35), Point(36, 34)]
    frame = gpd.GeoDataFrame({"date": ["2015", "2015"]}, geometry=shapes, crs="EPSG:4326")
    found = tables_of(frame).incidents
    assert found["where_prec"].fillna(0).tolist() == [4, 0]
    assert isinstance(found["geometry"][0], Polygon)
    assert found["lat"][1] == 34


def test_other_reference_systems_are_turned_into_degrees() -> None:
    frame = gpd.GeoDataFrame(geometry=[Point(36.73, 34.84)], crs="EPSG:4326").to_crs("EPSG:3857")
    assert tables_of(frame).incidents["lat"][0] == pytest.approx(34.84)


def test_a_table_without_any_place_is_refused() -> None:
    with pytest.raises(SchemaError, match="lat=COLUMN"):
        tables_of(pd.DataFrame({"killed": [1]}))


def test_ids_that_repeat_are_replaced_by_row_numbers() -> None:
    assert incidents_of({"id": "a"}, {"id": "a"})["id"].tolist() == ["row 1", "row 2"]
    assert incidents_of({"id": "a"}, {"id": "b"})["id"].tolist() == ["a", "b"]


def test_sources_and_actors_become_lists() -> None:
    found = incidents_of({"source": "Wire; Radio", "side_a": "Army", "side_b": None})
    assert json.loads(found["sources"][0]) == ["Wire", "Radio"]
    assert json.loads(found["actors"][0]) == ["Army"]


def test_kept_columns_reach_the_details_and_no_others_do() -> None:
    found = incidents_of({"weapon_system": "mortar", "secret": "x"}, keep=["weapon_system"])
    assert json.loads(found["other"][0]) == {"weapon_system": "mortar"}
    assert "x" not in found.to_json().replace("xml", "")


@pytest.mark.parametrize(
    ("words", "kind"),
    [("Airstrike", "air_strike"), ("armed drone attack", "air_strike"), ("IED", "bomb"),
     ("Chemical attack", "chemical"), ("mass arrest", "detention"), ("shooting", "small_arms"),
     ("undetermined", "other"), ("died in custody", "other"), (None, "other")],
)  # fmt: skip
def test_other_words_for_events_get_a_mark(words: Any, kind: str) -> None:
    assert KINDS[kind_of(words)].name == kind


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_is_read_in_any_delimiter(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "table.csv"
    path.write_text(delimiter.join(["lat", "lon", "Ort"]) + "\n" + delimiter.join(["1", "2", "Ä"]))
    assert read_frame(path)["Ort"].tolist() == ["Ä"]


def test_parquet_and_geojson_are_read(tmp_path: Path) -> None:
    frame = gpd.GeoDataFrame({"killed": [3]}, geometry=[Point(36, 34)], crs="EPSG:4326")
    frame.to_parquet(tmp_path / "table.parquet")
    frame.to_file(tmp_path / "table.geojson")
    pd.DataFrame({"lat": [34.0], "lon": [36.0]}).to_parquet(tmp_path / "plain.parquet")
    for name in ("table.parquet", "table.geojson", "plain.parquet"):
        assert tables_of(read_frame(tmp_path / name)).incidents["lat"].tolist() == [34.0]


@pytest.mark.parametrize("name", ["absent.csv", "broken.parquet", "broken.geojson"])
def test_what_is_no_table_is_refused_with_its_name(tmp_path: Path, name: str) -> None:
    if name.startswith("broken"):
        (tmp_path / name).write_bytes(b"not a table")
    with pytest.raises(UsageError, match=name):
        read_frame(tmp_path / name)


def test_the_same_table_gives_the_same_page() -> None:
    frame = pd.DataFrame([ROW] * 20)
    assert draw(frame).to_html() == draw(frame).to_html()
