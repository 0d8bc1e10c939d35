"""The ground and the packing of lines: nothing is lost but what may be."""

from __future__ import annotations

import base64
import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.maps.ground import Box, boxes_round, ground_record
from geomap.maps.lines import pack_lines
from geomap.shipped import shipped_path, verify_files


def unpacked(packed: dict[str, Any]) -> list[np.ndarray[Any, Any]]:
    """Read packed lines as the page does."""
    numbers = []
    value = shift = 0
    for byte in base64.b64decode(packed["bytes"]):
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            numbers.append((value >> 1) ^ -(value & 1))
            value = shift = 0
    steps = np.array(numbers, dtype=np.int64).reshape(-1, 2)
    ends = np.cumsum(packed["counts"])
    return [
        np.cumsum(part, axis=0) * packed["unit"] for part in np.split(steps, ends[:-1]) if len(part)
    ]


degrees = st.tuples(st.floats(-180, 180), st.floats(-90, 90))


@given(st.lists(st.lists(degrees, min_size=2, max_size=8), max_size=5))
def test_packed_lines_come_back_within_half_a_unit(lines: list[list[tuple[float, float]]]) -> None:
    packed = pack_lines(lines, unit=0.01)
    back = unpacked(packed)
    kept = [
        line for line in lines if len({(round(x / 0.01), round(y / 0.01)) for x, y in line}) > 1
    ]
    assert len(back) == len(kept)
    for line, found in zip(kept, back, strict=True):
        assert np.abs(found[0] - line[0]).max() <= 0.0051
        assert np.abs(found[-1] - line[-1]).max() <= 0.0051


@given(st.lists(degrees, min_size=1, max_size=30))
def test_boxes_hold_every_point(points: list[tuple[float, float]]) -> None:
    extents = [Box(west=x, south=y, east=x, north=y) for x, y in points if abs(y) < 84]
    boxes = boxes_round(extents)
    for extent in extents:
        assert any(
            b.west <= extent.west <= b.east and b.south <= extent.south <= b.north for b in boxes
        )


def test_places_far_apart_get_boxes_of_their_own() -> None:
    points = [(36.7, 34.8), (36.6, 35.3), (29.2, -1.7)]
    assert len(boxes_round(Box(west=x, south=y, east=x, north=y) for x, y in points)) == 2


def test_the_ground_near_homs_has_what_a_reader_looks_for() -> None:
    record = ground_record([Box(west=35.0, south=33.5, east=39.0, north=36.6)])
    assert {"Homs", "Hama", "Tartus"} <= {row[0] for row in record["divisions"]}
    assert "Tripoli" in {row[0] for row in record["towns"]}
    assert "Syria" in {row[0] for row in record["countries"]}
    fine = record["sheets"][-1]["parts"]
    assert all(fine[name]["counts"] for name in ("land", "borders", "divisions", "rivers"))
    van = ground_record([Box(west=42.0, south=38.0, east=44.0, north=39.0)])
    assert van["sheets"][-1]["parts"]["lakes"]["counts"]


def test_a_box_within_a_continent_is_filled_and_one_at_sea_is_not() -> None:
    boxes = [
        Box(west=37.0, south=33.5, east=39.0, north=35.5),
        Box(west=31.0, south=33.5, east=32.0, north=34.5),
    ]
    on_land, at_sea = ground_record(boxes)["sheets"][-2:]
    assert area_of(on_land) == pytest.approx(4.0, abs=0.01)
    assert area_of(at_sea) == 0.0


def area_of(sheet: dict[str, Any]) -> float:
    """Add up the rings of land: square degrees by the shoelace formula."""
    rings = unpacked(sheet["parts"]["land"])
    crossed = [r[:-1, 0] * r[1:, 1] - r[1:, 0] * r[:-1, 1] for r in rings]
    return float(abs(sum(c.sum() for c in crossed)) / 2)


def test_clipped_rings_are_closed_and_stay_in_their_box() -> None:
    box = Box(west=34.0, south=32.0, east=38.0, north=37.0)
    for ring in unpacked(ground_record([box])["sheets"][-1]["parts"]["land"]):
        assert (ring[0] == ring[-1]).all()
        assert (ring >= (33.998, 31.998)).all()
        assert (ring <= (38.002, 37.002)).all()


def test_towns_are_named_as_english_texts_name_them() -> None:
    record = ground_record([Box(west=35.0, south=33.5, east=40.0, north=36.6)])
    names = {row[0] for row in record["towns"]}
    assert {"Hama", "Raqqa", "Homs"} <= names


@pytest.mark.parametrize(
    ("language", "division", "town"),
    [
        ("ar", "حمص", "حلب"),
        ("ru", "Хомс", "Aleppo"),
        ("uk", "Хомс", "Aleppo"),
        ("fr", "Homs", "Aleppo"),
    ],
)
def test_labels_are_in_the_script_of_the_reader(language: str, division: str, town: str) -> None:
    record = ground_record([Box(west=35.0, south=33.5, east=40.0, north=36.6)], language)
    assert division in [row[0] for row in record["divisions"]]
    assert town in [row[0] for row in record["towns"]]


def test_most_divisions_have_a_name_in_each_script() -> None:
    for language in ("ar", "ru", "uk"):
        boxes = [Box(west=20.0, south=0.0, east=60.0, north=60.0)]
        names = [row[0] for row in ground_record(boxes, language)["divisions"]]
        latin = [name for name in names if re.search("[A-Za-z]", name)]
        assert len(latin) < len(names) / 4, language


def test_the_names_of_labels_are_what_the_manifest_says() -> None:
    verify_files(shipped_path("basemap"), "basemap-label-names")


def test_the_line_of_the_golan_is_dashed() -> None:
    record = ground_record([Box(west=35.5, south=32.6, east=36.2, north=33.5)])
    assert record["sheets"][-1]["parts"]["disputed"]["counts"]


def test_a_wide_view_stays_within_its_budget() -> None:
    record = ground_record([Box(west=-20, south=-35, east=60, north=70)])
    size = sum(len(part["bytes"]) for sheet in record["sheets"] for part in sheet["parts"].values())
    assert size < 450_000


@pytest.mark.parametrize("name", ["natural_earth.npz", "towns.npz"])
def test_the_shipped_ground_is_what_the_manifest_says(name: str) -> None:
    verify_files(shipped_path("basemap"), "basemap")
    with np.load(shipped_path(f"basemap/{name}"), allow_pickle=False) as stored:
        assert all(stored[array].dtype != object for array in stored.files)
