"""The page in a real browser, used as a person would."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import folium
import pytest
from shapely.geometry import Polygon

from geomap.maps import draw
from tests.builders_tables import make_tables

pytestmark = pytest.mark.browser

AREA = Polygon([(36.0, 34.2), (39.0, 34.2), (39.0, 35.6), (36.0, 35.6)])


def founding_tables() -> Any:
    """Talbiseh with two claims, Lataminah without a number, a total of 24 over an area."""
    return make_tables(
        incidents=[
            {
                "id": "total", "scope": "total", "place": "Homs and Hama",
                "place_as_written": "Homs and Hama", "lat": 34.9,
                "lon": 37.6, "where_prec": 4, "radius_km": 120.0, "killed_low": 24,
                "killed_best": 24, "killed_high": None, "parts": ["talbiseh"],
                "remainder_low": 2, "geometry": AREA,
            },
            {
                "id": "talbiseh", "part_of": "total", "disputed": ["killed"],
                "place": "Tallbīsah", "place_as_written": "Talbiseh",
            },
            {
                "id": "lataminah", "place": "Lataminah",
                "place_as_written": "Lataminah", "lat": 35.32, "lon": 36.62,
                "where_prec": 2, "radius_km": 12.0, "killed_low": None, "killed_best": None,
                "killed_high": None, "sub_event_type": "Shelling/artillery/missile attack",
                "grading": "fair", "date_start": "2015-10-03", "date_last": "2015-10-03",
            },
        ],
        claims=[
            {
                "id": "c0", "incident_id": "total", "scope": "total", "min": 24, "max": None,
                "best": 24, "qualifier": "at_least", "wording": "at least 24",
                "claimant": "rebels and opposition media", "verbatim": "at least 24",
                "sentence": "They said at least 24 died.", "start": 10, "sentence_start": 0,
            },
            {
                "id": "c1", "incident_id": "talbiseh", "min": 20, "max": 20, "best": 20,
                "qualifier": "about", "wording": "about 20", "claimant": "a resident",
                "verbatim": "about 20", "sentence": "He said about 20 died.", "start": 8,
                "sentence_start": 0,
            },
            {"id": "c2", "incident_id": "talbiseh", "relayed_by": "An agency"},
            {
                "id": "c3", "incident_id": None, "scope": "background", "verbatim": "250,000",
                "sentence": "The war has killed 250,000.", "claimant": "a tally",
            },
        ],
        statements=[{"incident_id": "talbiseh"}],
        toponyms=[{}, {"surface": "Jamaica", "role": "dateline", "role_reason": "filed from"}],
        unread=[{}],
    )  # fmt: skip


@pytest.fixture(scope="module")
def founding_html() -> str:
    return draw(founding_tables(), title="Founding case").to_html()


@pytest.fixture
def founding(open_page: Callable[..., Any], founding_html: str) -> Any:
    return open_page(founding_html)


def click_mark(page: Any, lat: float, lon: float) -> None:
    """Click the map at a place, as a person who sees the mark would."""
    position = page.evaluate(
        """([lat, lon]) => {
            const map = Object.values(window).find((thing) => thing instanceof L.Map);
            const box = map.getContainer().getBoundingClientRect();
            const point = map.latLngToContainerPoint([lat, lon]);
            return [box.left + point.x, box.top + point.y];
        }""",
        [lat, lon],
    )
    page.mouse.click(*position)


def pixel(page: Any, pane: str) -> int:
    """Count the painted pixels of a pane's canvas."""
    count: int = page.evaluate(
        """(pane) => {
            const canvas = document.querySelector(".leaflet-" + pane + "-pane canvas");
            if (!canvas) return 0;
            const { width, height } = canvas;
            const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
            let painted = 0;
            for (let at = 3; at < data.length; at += 4) if (data[at] > 0) painted += 1;
            return painted;
        }""",
        pane,
    )
    return count


def test_a_page_asks_nobody_for_anything(founding: Any) -> None:
    assert [url for url in founding.requests if not url.startswith("data:")] == [
        founding.page.url.split("#")[0]
    ]


def test_a_page_forbids_itself_the_network(founding: Any) -> None:
    policy = founding.page.locator("meta[http-equiv='Content-Security-Policy']").get_attribute(
        "content"
    )
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert "http" not in policy
    refused = founding.page.evaluate(
        "fetch('http://127.0.0.1:9/').then(() => 'sent', (error) => String(error))"
    )
    assert "Failed to fetch" in refused
    founding.complaints.clear()  # the browser says that it refused, as it should


def test_the_total_is_24_and_its_part_is_not_added(founding: Any) -> None:
    text = founding.page.locator(".gm-sum").inner_text()
    assert text == "2 of 2 incidents and 1 area total, at least 24 killed, as claimed"
    founding.page.get_by_text("how counted").click()
    how = founding.page.locator(".gm-how").inner_text()
    assert "1 incident is contained in a total over an area" in how
    assert "1 incident with the number unknown" in how


def test_a_mark_tells_every_claim_and_its_statements(founding: Any) -> None:
    click_mark(founding.page, 34.84, 36.73)
    drawer = founding.page.locator(".gm-drawer")
    text = drawer.inner_text()
    for words in (
        "Talbiseh", "20–22 killed, as claimed", "2 claims", "about 20 killed", "a resident",
        "22 killed", "Homs media centre", "as relayed by", "An agency", "1 statement",
        "only military targets were hit", "disputed: killed", "Homs and Hama (at least 24)",
        "counted back from the publication day", "the only Talbiseh", "As written",
    ):  # fmt: skip
        assert words in text, words
    assert drawer.locator("mark").first.inner_text() == "about 20"
    link = drawer.locator("a", has_text="open the source").first
    assert link.get_attribute("href") == "https://example.org/report"
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_an_area_is_picked_where_no_mark_lies(founding: Any) -> None:
    click_mark(founding.page, 34.5, 38.5)
    text = founding.page.locator(".gm-drawer").inner_text()
    assert "Total over an area" in text
    assert "These" not in text
    assert "Not accounted for by these parts: at least 2" in text
    founding.page.get_by_role("button", name="Talbiseh (20–22)").click()
    assert "a resident" in founding.page.locator(".gm-drawer").inner_text()


def test_an_area_is_never_a_pin(open_page: Callable[..., Any]) -> None:
    tables = make_tables(incidents=[{"where_prec": 4, "radius_km": 60.0}])
    seen = open_page(draw(tables).to_html())
    assert pixel(seen.page, "gm-marks") == 0
    assert pixel(seen.page, "gm-areas") > 5000


def test_the_layer_control_hides_and_shows_layers(founding: Any) -> None:
    page = founding.page
    control = page.locator(".leaflet-control-layers")
    control.hover()
    names = control.locator("label").all_inner_texts()
    assert [" ".join(name.split()) for name in names] == [
        "Incidents 2", "Area claims 1", "Place precision 2", "Claims by side 3", "Density 2",
        "First-level divisions 2",
    ]  # fmt: skip
    groups = control.locator(".gm-layer-group").all_inner_texts()
    assert groups == ["Incidents and their claims", "Sums"]
    for name, pane in (
        ("Area claims", "gm-areas"), ("Place precision", "gm-halos"), ("Incidents", "gm-marks"),
    ):  # fmt: skip
        assert pixel(page, pane) > 100, name
        control.get_by_label(name).click()
        assert pixel(page, pane) == 0, name
        control.get_by_label(name).click()
        assert pixel(page, pane) > 100, name
    assert pixel(page, "gm-density") == 0
    control.get_by_label("Density").click()
    assert pixel(page, "gm-density") > 100


def test_filters_change_the_header_and_their_counts(founding: Any) -> None:
    page = founding.page
    page.get_by_label("Shelling or missile").uncheck()
    assert page.locator(".gm-sum").inner_text().startswith("1 of 2 incidents")
    assert page.locator(".gm-check", has_text="Fair").locator(".gm-count").inner_text() == "0"
    page.get_by_role("button", name="Clear all filters").click()
    assert page.locator(".gm-sum").inner_text().startswith("2 of 2 incidents")


def test_a_part_counts_when_its_total_is_hidden(founding: Any) -> None:
    founding.page.get_by_role("searchbox").fill("resident")
    founding.page.wait_for_timeout(250)
    text = founding.page.locator(".gm-sum").inner_text()
    assert text == "1 of 2 incidents, 20–22 killed, as claimed"


@pytest.mark.parametrize("query", ["LATAMINAH", "homs media", "Lātaminah"])
def test_search_takes_no_notice_of_case_and_accents(founding: Any, query: str) -> None:
    founding.page.get_by_role("searchbox").fill(query)
    founding.page.wait_for_timeout(250)
    assert founding.page.locator(".gm-sum").inner_text().startswith("1 of 2 incidents")


def test_the_timeline_brush_chooses_days(founding: Any) -> None:
    page = founding.page
    box = page.locator(".gm-strip").bounding_box()
    bar = box["x"] + box["width"] * 0.55
    page.mouse.move(bar, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 20, box["y"] + 20, steps=4)
    page.mouse.up()
    assert page.locator(".gm-sum").inner_text().startswith("1 of 2 incidents,")
    assert "Lataminah" in table_text(page)
    page.get_by_role("button", name="All dates").click()
    assert page.locator(".gm-sum").inner_text().startswith("2 of 2 incidents")


def test_the_timeline_obeys_the_keyboard(founding: Any) -> None:
    page = founding.page
    handle = page.get_by_role("slider", name="First day shown")
    handle.focus()
    for _ in range(2):
        page.keyboard.press("PageUp")
    assert page.locator(".gm-sum").inner_text().startswith("0 of 2 incidents")
    page.keyboard.press("Escape")
    assert page.locator(".gm-sum").inner_text().startswith("2 of 2 incidents")


def test_play_steps_through_time_and_stops(founding: Any) -> None:
    page = founding.page
    page.get_by_role("button", name="Play through time").click()
    assert page.get_by_role("button", name="All dates").is_visible()
    page.get_by_role("button", name="Stop playing").click()
    assert page.get_by_role("button", name="Play through time").is_visible()


def table_text(page: Any) -> str:
    page.get_by_role("button", name="Table").click()
    text: str = page.locator(".gm-table tbody").inner_text()
    page.get_by_role("button", name="Map", exact=True).click()
    return text


def test_the_table_sorts_and_leads_to_the_mark(founding: Any) -> None:
    page = founding.page
    page.get_by_role("button", name="Table").click()
    page.get_by_role("button", name="Killed, as claimed").click()
    places = page.locator(".gm-table tbody tr td:nth-child(2)").all_inner_texts()
    assert places == ["Talbiseh", "Homs and Hama", "Lataminah"]
    page.get_by_role("button", name="Killed, as claimed").click()
    places = page.locator(".gm-table tbody tr td:nth-child(2)").all_inner_texts()
    assert places == ["Homs and Hama", "Talbiseh", "Lataminah"]
    page.get_by_role("button", name="Lataminah").click()
    assert page.locator(".gm-table").is_hidden()
    assert "number unknown" in page.locator(".gm-drawer").inner_text()


def test_what_is_not_on_the_map_is_listed_with_its_reason(founding: Any) -> None:
    founding.page.get_by_role("button", name="Not on the map (4)").click()
    text = founding.page.locator(".gm-drawer").inner_text()
    for words in ("Moscow", "subject of 'said'", "Jamaica", "filed from", "250,000", "a tally",
                  "locked.pdf", "it has a password"):  # fmt: skip
        assert words in text, words


def test_an_unplaced_incident_counts_and_is_listed(open_page: Callable[..., Any]) -> None:
    tables = make_tables(
        incidents=[{"lat": None, "lon": None, "place": "Somewhere", "place_reason": "two fit"}]
    )
    page = open_page(draw(tables).to_html()).page
    assert page.locator(".gm-sum").inner_text() == "1 of 1 incident, 20–22 killed, as claimed"
    page.get_by_role("button", name="Not on the map (1)").click()
    assert "two fit" in page.locator(".gm-drawer").inner_text()


def test_two_incidents_at_one_point_are_both_reachable(open_page: Callable[..., Any]) -> None:
    tables = make_tables(
        incidents=[{"id": "a"}, {"id": "b", "sub_event_type": "Armed clash"}],
        claims=[
            {"incident_id": "a", "claimant": "first"},
            {"incident_id": "b", "claimant": "second"},
        ],
    )  # fmt: skip
    page = open_page(draw(tables).to_html()).page
    told = set()
    for above in (-14, 14):
        page.mouse.move(*middle_of(page, above))
        page.mouse.click(*middle_of(page, above))
        text = page.locator(".gm-drawer").inner_text()
        told.update(name for name in ("first", "second") if name in text)
        page.get_by_role("button", name="Close").click()
    assert told == {"first", "second"}


def middle_of(page: Any, above: int) -> list[float]:
    position: list[float] = page.evaluate(
        """(above) => {
            const map = Object.values(window).find((thing) => thing instanceof L.Map);
            const box = map.getContainer().getBoundingClientRect();
            const point = map.latLngToContainerPoint([34.84, 36.73]);
            return [box.left + point.x, box.top + point.y + above];
        }""",
        above,
    )
    return position


def test_twenty_incidents_at_one_point_are_all_listed(open_page: Callable[..., Any]) -> None:
    tables = make_tables(incidents=[{"id": f"i{n}"} for n in range(20)])
    page = open_page(draw(tables).to_html()).page
    click_mark(page, 34.84, 36.73)
    assert page.locator(".gm-several").count() == 20


@pytest.mark.parametrize(("width", "height"), [(390, 844), (320, 640), (768, 1024)])
def test_a_phone_needs_no_sideways_scrolling(
    open_page: Callable[..., Any], width: int, height: int
) -> None:
    seen = open_page(
        draw(founding_tables(), title="A rather long title of a map " * 3).to_html(),
        width=width,
        height=height,
    )
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
    assert seen.page.locator(".folium-map").bounding_box()["height"] > 200
    if width < 700:
        seen.page.get_by_role("button", name="Filters").click()
        seen.page.get_by_label("Air or drone strike").wait_for(state="visible", timeout=2000)
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_viewport_may_be_zoomed(founding: Any) -> None:
    content = founding.page.locator("meta[name=viewport]").get_attribute("content")
    assert content == "width=device-width, initial-scale=1"


def test_the_address_brings_the_view_and_the_filters_back(founding: Any) -> None:
    page = founding.page
    page.get_by_label("Shelling or missile").uncheck()
    page.wait_for_timeout(400)
    assert "kind-off=" in page.url
    page.reload()
    page.wait_for_timeout(200)
    assert page.locator(".gm-sum").inner_text().startswith("1 of 2 incidents")


def direction(page: Any, element: Any) -> str:
    words: str = page.evaluate("(it) => getComputedStyle(it).direction", element.element_handle())
    return words


def test_right_to_left_words_run_their_own_way(open_page: Callable[..., Any]) -> None:
    tables = make_tables(claims=[{"claimant": "محافظ حمص"}])
    page = open_page(draw(tables).to_html()).page
    click_mark(page, 34.84, 36.73)
    claimant = page.get_by_text("محافظ حمص")
    assert claimant.get_attribute("dir") == "auto"
    assert direction(page, claimant) == "rtl"


def test_an_arabic_sentence_keeps_its_order_round_the_marked_words(
    open_page: Callable[..., Any],
) -> None:
    sentence = "قال محافظ حمص إن عشرين شخصا قتلوا."
    start = sentence.index("عشرين")
    tables = make_tables(
        claims=[
            {"sentence": sentence, "verbatim": "عشرين شخصا", "start": start, "sentence_start": 0}
        ]
    )
    page = open_page(draw(tables).to_html()).page
    click_mark(page, 34.84, 36.73)
    quote = page.locator("blockquote")
    assert quote.inner_text() == sentence
    assert direction(page, quote) == "rtl"
    whole, marked = quote.bounding_box(), quote.locator("mark").bounding_box()
    # From the right: four words, the marked two, one more.
    assert marked["x"] + marked["width"] < whole["x"] + whole["width"] - 60
    assert quote.locator("[dir]").count() == 0


def test_the_page_works_in_the_sandboxed_frame_of_a_notebook(chromium: Any, tmp_path: Path) -> None:
    host = tmp_path / "notebook.html"
    host.write_text(draw(founding_tables())._repr_html_(), encoding="utf-8")
    page = chromium.new_page()
    complaints: list[str] = []
    page.on("console", lambda m: m.type == "error" and complaints.append(m.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(host.as_uri())
    frame = page.frame_locator("iframe")
    assert "at least 24 killed" in frame.locator(".gm-sum").inner_text()
    frame.get_by_label("Shelling or missile").uncheck()
    assert frame.locator(".gm-sum").inner_text().startswith("1 of 2 incidents")
    page.wait_for_timeout(400)
    page.close()
    assert complaints == []


def test_the_dark_theme_draws_dark_ground(open_page: Callable[..., Any]) -> None:
    html = draw(founding_tables()).to_html()
    light = ground_colour(open_page(html, color_scheme="light").page)
    dark = ground_colour(open_page(html, color_scheme="dark").page)
    assert sum(light) > 600
    assert sum(dark) < 200


def ground_colour(page: Any) -> list[int]:
    colour: list[int] = page.evaluate(
        """() => {
            const canvas = document.querySelector(".leaflet-gm-ground-pane canvas");
            const { data } = canvas.getContext("2d").getImageData(
                canvas.width / 2, canvas.height / 2, 1, 1);
            return [data[0], data[1], data[2]];
        }"""
    )
    return colour


def test_the_land_is_land_and_the_sea_is_sea(founding: Any) -> None:
    colours = founding.page.evaluate(
        """() => {
            const map = Object.values(window).find((thing) => thing instanceof L.Map);
            map.setView([34.9, 36.0], 8, { animate: false });
            const canvas = document.querySelector(".leaflet-gm-ground-pane canvas");
            const left = L.DomUtil.getPosition(canvas);
            const at = (lat, lon) => {
                const point = map.latLngToLayerPoint([lat, lon]).subtract(left);
                const { data } = canvas.getContext("2d").getImageData(point.x, point.y, 1, 1);
                return [...data].join();
            };
            return [at(34.9, 35.2), at(34.9, 37.2), at(35.6, 36.9)];
        }"""
    )
    sea, inland, north = colours
    assert inland == north == "245,241,232,255"
    assert sea == "216,227,234,255"


def test_foliums_own_layers_stand_beside_ours(open_page: Callable[..., Any]) -> None:
    drawn = draw(make_tables())
    group = folium.FeatureGroup(name="Shelters").add_to(drawn)
    folium.Marker((34.9, 36.8), popup="a shelter").add_to(group)
    seen = open_page(drawn.to_html())
    page = seen.page
    page.locator(".leaflet-marker-icon").click()
    assert "a shelter" in page.locator(".leaflet-popup").inner_text()
    page.locator(".leaflet-control-layers").hover()
    page.locator(".leaflet-control-layers").get_by_label("Shelters").click()
    assert page.locator(".leaflet-marker-icon").count() == 0
    assert all(url.startswith(("file:", "data:")) for url in seen.requests)


def test_a_casebook_without_incidents_still_makes_a_page(open_page: Callable[..., Any]) -> None:
    page = open_page(draw(make_tables(incidents=[])).to_html()).page
    assert page.locator(".gm-sum").inner_text() == "0 of 0 incidents"


def test_the_name_is_the_one_that_the_report_writes(founding: Any) -> None:
    page = founding.page
    for query in ("talbiseh", "Tallbisah", "TALLBĪSAH"):
        page.fill("input[type=search]", query)
        page.wait_for_timeout(300)
        assert page.inner_text(".gm-sum strong") == "1", query
    page.get_by_role("button", name="Table").click()
    page.locator(".gm-table tbody button", has_text="Talbiseh").click()
    details = page.locator(".gm-drawer").inner_text()
    assert "Tallbīsah, " in details
    assert "Tallbīsah" not in page.locator(".gm-drawer h2").inner_text()


def test_what_people_have_changed_is_marked_as_edited(open_page: Callable[..., Any]) -> None:
    edit = {"what": "killed", "who": "A. Nasser", "when": "2026-01-05", "why": "names on a list"}
    incidents = [{"edited": [edit]}, {"id": "i2", "edited": ["broken"]}, {"id": "i3", "lat": 36}]
    page = open_page(draw(make_tables(incidents=incidents)).to_html()).page
    page.get_by_role("button", name="Table").click()
    marked = page.locator(".gm-table tbody tr", has_text="Edited")
    assert marked.count() == 2
    marked.first.locator("button").first.click()
    details = page.locator(".gm-drawer").inner_text()
    for words in ("edited: killed", "killed: A. Nasser, 2026-01-05. names on a list"):
        assert words in details


def test_how_an_incident_came_to_its_figures_is_told(open_page: Callable[..., Any]) -> None:
    merged = "merged with i7"
    steps = [
        {"field": "incident", "after": "added"},
        {"after": "20/20/20"},
        {"field": "date", "after": "2015-09-30 to 2015-10-01"},
        {"step": 2, "before": "20/20/20", "after": "20/22/?", "report_id": "r2",
         "reason": "by this report"},
        {"step": 3, "field": "incident", "after": merged, "report_id": None,
         "reason": "decided by A. Nasser"},
        {"step": 3, "before": "20/22/?", "after": None, "report_id": None, "reason": "it was lost"},
        {"incident_id": "i2"},
    ]  # fmt: skip
    book = make_tables(
        incidents=[{}, {"id": "i2", "place_as_written": "Rann", "lat": 36}],
        reports=[{}, {"id": "r2", "source": "Another agency", "published": "2015-10-02"}],
        history=steps,
    )
    page = open_page(draw(book).to_html()).page
    page.get_by_role("button", name="Table").click()
    page.locator(".gm-table tbody button", has_text="Talbisah").click()
    page.get_by_text("How it came to this: 3 steps").click()
    first, second, third = page.locator(".gm-history li").all_inner_texts()
    for words in ("An agency", "2015-09-30", "Killed, as claimed: 20", "30 Sept – 1 Oct 2015"):
        assert words in first
    assert "Another agency" in second
    assert "Killed, as claimed: 20 → at least 20, best 22" in second
    for words in (merged, "decided by A. Nasser", "at least 20, best 22 → unknown", "it was lost"):
        assert words in third
    page.get_by_role("button", name="Close").first.click()
    page.get_by_role("button", name="Table").click()
    page.locator(".gm-table tbody button", has_text="Rann").click()
    assert page.get_by_text("How it came to this").count() == 0


def test_a_village_known_to_its_province_is_not_named_as_the_province(
    open_page: Callable[..., Any],
) -> None:
    village = {"place": "Aleppo", "place_as_written": "Kafr Noran", "where_prec": 4}
    page = open_page(draw(make_tables(incidents=[village])).to_html()).page
    page.get_by_role("button", name="Table").click()
    assert page.locator(".gm-table tbody button").inner_text() == "Kafr Noran, in Aleppo"


def test_a_point_beside_a_town_is_not_named_as_the_town(open_page: Callable[..., Any]) -> None:
    beside = {
        "place": "12 km north of Idlib", "place_as_written": "Idlib", "where_prec": 2,
        "gazetteer_id": "geonames:169389+12km@N",
    }  # fmt: skip
    page = open_page(draw(make_tables(incidents=[beside])).to_html()).page
    page.get_by_role("button", name="Table").click()
    assert page.locator(".gm-table tbody button").inner_text() == "12 km north of Idlib"


LONGEST_STRAIGHT = """() => {
    const map = Object.values(window).find((thing) => thing instanceof L.Map);
    const lengths = [];
    for (const zoom of [1, 2, 3, 5]) {
        map.setView([34.8, 36.7], zoom, { animate: false });
        const canvas = document.querySelector(".leaflet-gm-ground-pane canvas");
        const { width, height } = canvas;
        const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
        // Brightness apart from the row above and the row below, far along one row.
        const at = (x, y) => data[(y * width + x) * 4];
        let longest = 0;
        for (let y = 2; y < height - 2; y += 1) {
            let run = 0;
            for (let x = 0; x < width; x += 1) {
                const darker = Math.min(at(x, y - 2), at(x, y + 2)) - at(x, y);
                run = darker > 4 ? run + 1 : 0;
                longest = Math.max(longest, run);
            }
        }
        lengths.push(longest / width);
    }
    return lengths;
}"""


def test_no_line_runs_along_the_edge_of_a_box(founding: Any) -> None:
    lengths = founding.page.evaluate(LONGEST_STRAIGHT)
    # The 49th parallel is a border: about a twelfth of the world, 80 of some 1600 pixels.
    assert max(lengths) < 0.12, lengths
