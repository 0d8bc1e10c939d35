"""Saving what is shown, printing, measuring, drawing an area, and a story."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from shapely.geometry import Polygon, shape

from geomap.maps import draw, parse_story, redact
from geomap.maps.rules import Rules
from tests.browser.test_filters import crowd
from tests.builders_tables import make_tables

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def html() -> str:
    return draw(crowd(), title="Ten days: a map").to_html()


def saved(page: Any, kind: str) -> Path:
    page.locator(".gm-save > summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=kind, exact=True).click()
    page.keyboard.press("Escape")
    path: Path = download.value.path()
    assert download.value.suggested_filename == f"Ten-days-a-map.{kind.lower()}"
    return path


def test_geojson_holds_what_is_shown_with_its_claims(
    open_page: Callable[..., Any], html: str
) -> None:
    page = open_page(html, accept_downloads=True).page
    page.get_by_role("searchbox").first.fill("homs")
    page.wait_for_timeout(300)
    content = json.loads(saved(page, "GeoJSON").read_text("utf-8"))
    ids = [feature["id"] for feature in content["features"]]
    assert ids == ["i0", "i1"]
    first = content["features"][0]
    assert first["geometry"] == {"type": "Point", "coordinates": [36.73, 34.84]}
    assert first["properties"]["killed_low"] == 20
    assert first["properties"]["date_start"] == "2015-09-01"
    assert first["properties"]["claims"][0]["claimant"] == "المرصد"
    assert first["properties"]["claims"][0]["verbatim"] == "words of claim 0"


def test_unknown_is_null_and_an_area_is_a_polygon(open_page: Callable[..., Any]) -> None:
    ring = Polygon([(36, 34), (39, 34), (39, 36), (36, 36)], [[(37, 34.5), (38, 34.5), (38, 35)]])
    tables = make_tables(
        incidents=[
            {"id": "a", "geometry": ring, "where_prec": 4, "killed_low": None, "killed_best": None,
             "killed_high": None},
            {"id": "b", "lat": None, "lon": None},
        ]
    )  # fmt: skip
    page = open_page(draw(tables, title="Ten days: a map").to_html(), accept_downloads=True).page
    area, nowhere = json.loads(saved(page, "GeoJSON").read_text("utf-8"))["features"]
    assert nowhere["geometry"] is None
    assert area["properties"]["killed_low"] is None
    assert shape(area["geometry"]).area == pytest.approx(ring.area, rel=0.02)


def test_csv_is_safe_in_a_spreadsheet(open_page: Callable[..., Any]) -> None:
    hostile = '=HYPERLINK("http://example.org","x")'
    tables = make_tables(
        incidents=[{"place": hostile, "place_as_written": "+1", "admin1": "@SUM(1)"}]
    )
    page = open_page(draw(tables, title="Ten days: a map").to_html(), accept_downloads=True).page
    raw = saved(page, "CSV").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(io.StringIO(raw.decode("utf-8-sig")))
    assert row["place"] == "'" + hostile
    assert row["place_as_written"] == "'+1"
    assert row["admin1"] == "'@SUM(1)"
    assert (row["killed_low"], row["wounded_low"]) == ("20", "")


def test_png_is_a_picture_of_the_map(open_page: Callable[..., Any], html: str) -> None:
    page = open_page(html, accept_downloads=True).page
    content = saved(page, "PNG").read_bytes()
    assert content.startswith(b"\x89PNG")
    assert len(content) > 60_000
    wide, tall = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
    box = page.locator(".folium-map").bounding_box()
    assert wide == 2 * box["width"]
    assert tall > 2 * box["height"]


def test_a_print_has_filters_sources_and_day_and_no_buttons(
    open_page: Callable[..., Any], html: str
) -> None:
    page = open_page(html).page
    page.get_by_label("Only contested").check()
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    text = page.locator(".gm-printed").inner_text()
    assert "only contested" in text
    assert "Wire" in text
    assert page.evaluate("new Date().toISOString().slice(0, 10)") in text
    for hidden in (".gm-buttons", ".gm-tools", ".gm-facets", ".gm-play", ".gm-steps"):
        assert page.locator(hidden).is_hidden(), hidden
    assert page.locator(".leaflet-control-scale").is_visible()
    assert page.locator(".gm-legend").is_visible()
    assert len(page.pdf()) > 20_000


def test_the_open_incident_is_printed_with_its_claims(
    open_page: Callable[..., Any], html: str
) -> None:
    page = open_page(html).page
    page.get_by_role("button", name="Table").click()
    page.get_by_role("button", name="Rastan").click()
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert "words of claim 1" in page.locator(".gm-printed").inner_text()
    assert page.locator(".gm-drawer").is_hidden()


def test_a_redacted_page_says_so_and_saves_nothing_hidden(open_page: Callable[..., Any]) -> None:
    rules = Rules(coarsen="governorate", embargo="2030-01-01")
    drawn = draw(redact(crowd(), rules), title="Ten days: a map")
    page = open_page(drawn.to_html(), accept_downloads=True).page
    notices = page.locator(".gm-notice").all_inner_texts()
    assert notices[0] == "Embargo: not before 2030-01-01"
    assert "coarsened" in notices[1]
    content = saved(page, "GeoJSON").read_text("utf-8")
    assert "Talbiseh" not in content
    homs = [one for one in json.loads(content)["features"] if one["properties"]["place"] == "Homs"]
    assert {one["geometry"]["type"] for one in homs} == {"MultiPolygon"}, "the governorate itself"
    assert len({str(one["geometry"]) for one in homs}) == 1
    assert len({(one["properties"]["lat"], one["properties"]["lon"]) for one in homs}) == 1
    assert all(one["properties"]["lat"] != 34.84 for one in homs)
    page.get_by_role("button", name="Table").click()
    page.get_by_role("button", name="Homs").first.click()
    assert "coarsened before publication" in page.locator(".gm-drawer").inner_text()


def place_on_screen(page: Any, lat: float, lon: float) -> tuple[float, float]:
    x, y = page.evaluate(
        """([lat, lon]) => {
            const map = Object.values(window).find((thing) => thing instanceof L.Map);
            const box = map.getContainer().getBoundingClientRect();
            const point = map.latLngToContainerPoint([lat, lon]);
            return [box.left + point.x, box.top + point.y];
        }""",
        [lat, lon],
    )
    return x, y


@pytest.fixture
def near(open_page: Callable[..., Any], html: str) -> Any:
    page = open_page(html).page
    page.evaluate("location.hash = '#at=8/35.2/37'")
    page.wait_for_timeout(150)
    return page


def test_a_distance_is_measured(near: Any) -> None:
    near.get_by_role("button", name="Measure a distance").click()
    for lat, lon in ((34.84, 36.73), (35.32, 36.62)):
        near.mouse.click(*place_on_screen(near, lat, lon))
    words = near.locator(".gm-tool-words").inner_text()
    assert float(words.removesuffix(" km")) == pytest.approx(54.2, abs=0.8)
    assert near.locator(".gm-drawer").is_hidden(), "a tool at work picks no marks"
    near.locator(".folium-map").press("Escape")
    assert near.locator(".gm-tool-words").is_hidden()
    near.wait_for_timeout(50)
    near.mouse.click(*place_on_screen(near, 34.84, 36.73))
    near.locator(".gm-drawer").wait_for(timeout=2000)


def test_an_area_is_drawn_to_select_and_stands_in_the_address(near: Any) -> None:
    near.get_by_role("button", name="Draw an area to select").click()
    for lat, lon in ((34.7, 36.3), (35.0, 36.3), (35.0, 37.1), (34.7, 37.1)):
        near.mouse.click(*place_on_screen(near, lat, lon))
        near.wait_for_timeout(60)
    near.mouse.click(*place_on_screen(near, 34.7, 36.3))
    assert near.locator(".gm-sum strong").first.inner_text() == "2"
    near.wait_for_timeout(400)
    assert "in=" in near.url
    near.reload()
    near.locator(".gm-sum").wait_for()
    assert near.locator(".gm-sum strong").first.inner_text() == "2"
    near.get_by_role("button", name="Clear the drawn area").click()
    assert near.locator(".gm-sum strong").first.inner_text() == "6"


STORY = """# A week

## In the north
view: file:///home/somebody/map.html#at=9.00/35.3200/36.6200&place=%5B%22SY%20%E2%80%BA%20Hama%22%5D

{{7*7}} <b>bold</b>

A second paragraph.

## All of it
view: #at=5.00/40.0000/37.0000&undated=yes
"""


def test_a_story_leads_through_views_and_filters(open_page: Callable[..., Any]) -> None:
    content = draw(crowd(), story=parse_story(STORY)).to_html()
    assert "somebody" not in content
    page = open_page(content).page
    story = page.locator(".gm-story")
    assert "A week" in story.inner_text()
    assert "{{7*7}} <b>bold</b>" in story.inner_text()
    assert page.locator(".gm-sum strong").first.inner_text() == "1"
    story.get_by_role("button", name="Next").click()
    page.wait_for_timeout(50)
    assert page.locator(".gm-sum strong").first.inner_text() == "6"
    assert story.get_by_role("button", name="Next").is_disabled()
    story.get_by_role("button", name="Previous").press("Enter")
    assert page.locator(".gm-sum strong").first.inner_text() == "1"
    story.get_by_role("button", name="Close the story").click()
    assert story.is_hidden()
