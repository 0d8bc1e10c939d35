"""Packing the tables: nothing changes on the way but its form."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, Point, Polygon, box

from geomap.maps.columns import ColumnWriter
from geomap.maps.inert import script_json, visible
from geomap.maps.pack import pack_tables
from tests.builders_tables import CLAIM, make_tables
from tests.maps.unpacked import unpacked

texts = st.one_of(st.none(), st.text(max_size=5))
numbers = st.one_of(st.none(), st.integers(-(2**40), 2**40), st.integers(0, 300))


def back(column: dict[str, Any], writer: ColumnWriter, count: int) -> list[Any]:
    table = {"count": count, "columns": {"it": column}}
    content = {"tables": {"table": table}, **writer.parts()}
    return list(unpacked(json.dumps(content))["table"]["it"])


@given(st.lists(texts, max_size=30))
def test_a_column_of_texts_comes_back_the_same(values: list[Any]) -> None:
    writer = ColumnWriter()
    assert back(writer.texts(values), writer, len(values)) == values


@given(st.lists(numbers, max_size=30), st.lists(numbers, max_size=30))
def test_columns_of_numbers_come_back_the_same(one: list[Any], other: list[Any]) -> None:
    writer = ColumnWriter()
    written = [(writer.numbers(values), values) for values in (one, other)]
    for column, values in written:
        assert back(column, writer, len(values)) == values


@given(st.lists(st.one_of(st.none(), st.floats(-180, 180)), min_size=1, max_size=30))
def test_coordinates_come_back_to_five_decimals(values: list[Any]) -> None:
    writer = ColumnWriter()
    found = back(writer.numbers(values, scale=100_000), writer, len(values))
    for value, again in zip(values, found, strict=True):
        assert again == (None if value is None else pytest.approx(value, abs=5.1e-6))


def test_a_column_of_one_value_is_written_once() -> None:
    assert ColumnWriter().texts(["Explosions/Remote violence"] * 50) == {
        "same": "Explosions/Remote violence"
    }
    assert ColumnWriter().numbers([34.84] * 3, scale=100) == {"scale": 100, "same": 3484}


def test_running_ids_cost_nothing() -> None:
    writer = ColumnWriter()
    assert writer.ids([f"e{n}" for n in range(7, 900)]) == {"prefix": "e", "first": 7}
    assert "prefix" not in writer.ids(["e1", "e3"])
    assert "prefix" not in writer.ids(["e09", "e10"])


def test_long_texts_are_compressed_and_stand_apart() -> None:
    tables = make_tables(
        claims=[{"id": f"c{n}", "sentence": f"{n} words of a sentence " * 9} for n in range(900)]
    )
    content = json.loads(pack_tables(tables).block)
    assert content["texts"]["packed"]
    assert len(content["texts"]["bytes"]) < content["texts"]["size"] / 9
    assert unpacked(json.dumps(content))["claims"]["sentence"][899].startswith("899 words")


@given(st.dictionaries(st.text(), st.text()))
def test_a_data_block_is_json_that_cannot_end_its_element(content: dict[str, str]) -> None:
    block = script_json(content)
    assert json.loads(block) == content
    assert not set("<>&\u2028\u2029") & set(block)
    block.encode("utf-8")


@given(st.text())
def test_visible_text_holds_nothing_that_reorders(text: str) -> None:
    shown = visible(text)
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x00\x1b") & set(shown)
    shown.encode("utf-8")


def test_a_lone_surrogate_does_not_break_the_page() -> None:
    assert script_json({"place": "a\ud800b"}) == '{"place":"a\\ud800b"}'


def content_of(**tables: Any) -> Any:
    return unpacked(pack_tables(make_tables(**tables)).block)


def test_the_passage_is_found_in_its_sentence() -> None:
    claims = content_of(claims=[{"start": 103, "sentence_start": 100}])["claims"]
    assert claims["at"] == [3]


def test_claims_of_one_sentence_share_it() -> None:
    block = pack_tables(make_tables(claims=[{"id": "a"}, {"id": "b"}])).block
    assert block.count(CLAIM["sentence"]) == 1


def test_a_claim_without_an_incident_stays_without_one() -> None:
    assert content_of(claims=[{"incident_id": None}])["claims"]["incident"] == [None]


@pytest.mark.parametrize(
    ("shape", "areas"),
    [(Point(36, 34), 0), (box(36, 34, 37, 35), 1), (MultiPolygon([box(36, 34, 37, 35)]), 1),
     (Polygon(), 0), (None, 0)],
)  # fmt: skip
def test_only_a_polygon_is_an_area(shape: Any, areas: int) -> None:
    content = content_of(incidents=[{"geometry": shape}])
    assert len(content["areas"]) == areas
    assert content["incidents"]["area"] == ([0] if areas else [None])


def test_two_incidents_in_one_area_share_its_outline() -> None:
    area = box(36, 34, 37, 35)
    content = content_of(incidents=[{"id": "a", "geometry": area}, {"id": "b", "geometry": area}])
    assert len(content["areas"]) == 1
    assert content["incidents"]["area"] == [0, 0]


def test_an_incident_without_a_place_has_no_extent() -> None:
    assert pack_tables(make_tables(incidents=[{"lat": None, "lon": None}])).extents == ()


def test_what_should_be_a_list_and_is_not_is_shown_as_it_is() -> None:
    content = content_of(incidents=[{"disputed": "not json"}])
    assert content["incidents"]["disputed"] == [["not json"]]


def test_a_day_that_is_no_day_is_unknown() -> None:
    assert content_of(incidents=[{"date_start": "soon"}])["incidents"]["start"] == [None]
    assert content_of(incidents=[{"date_start": "1970-01-02"}])["incidents"]["start"] == [1]


def test_a_page_carries_the_history_of_what_has_changed() -> None:
    steps = [
        {"incident_id": "a"},
        {"incident_id": "b"},
        {"incident_id": "b", "step": 2, "before": "20/22/22", "after": "24/24/24"},
        {"incident_id": "gone", "step": 2},
    ]
    found = content_of(incidents=[{"id": "a"}, {"id": "b"}], history=steps)["history"]
    assert found["incident"] == [1, 1]
    assert found["step"] == [1, 2]
    assert found["after"] == ["20/22/22", "24/24/24"]


def test_report_texts_stay_out_of_the_page() -> None:
    block = pack_tables(make_tables(reports=[{"text": "ZZ whole text"}])).block
    assert "ZZ whole text" not in block
