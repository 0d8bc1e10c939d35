"""Text of reports is data: whatever it says, nothing runs and every character shows."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import folium
import pytest

from geomap.maps import draw, inert_text
from geomap.maps.layers import AreaLayer, IncidentLayer
from tests.builders_tables import (
    CLAIM,
    HISTORY,
    INCIDENT,
    REPORT,
    STATEMENT,
    TOPONYM,
    UNREAD,
    make_tables,
)

pytestmark = pytest.mark.browser

HOSTILE = (
    "{{7*7}}${alert(1)}{% raw %}{#c#}</script><img src=x onerror=window.pwned=1>"
    "<b>bold</b><!--<script>`\\u0022\"'&amp;]]>"
)
SHOWN = HOSTILE
BIDI = "abc\u202edcba\u2066"
_KEYS = {"id", "incident_id", "report_id", "part_of", "report_ids", "parts", "scope", "date_start",
         "date_last", "published"}  # fmt: skip


def hostile(usual: dict[str, Any], *, but: tuple[str, ...] = ()) -> dict[str, Any]:
    """Put the hostile text into every text field of a row."""
    row: dict[str, Any] = {}
    for name, value in usual.items():
        if name in _KEYS or name in but:
            continue
        if isinstance(value, str) or (value is None and name in _NULL_TEXTS):
            row[name] = HOSTILE
    return row


_NULL_TEXTS = {"admin2", "hedge", "relayed_by", "supersedes", "found_by", "level", "relation",
               "author", "archive_url", "published_at", "retrieved_at"}  # fmt: skip


def hostile_tables() -> Any:
    actors = json.dumps([{"name": HOSTILE, "role": HOSTILE}])
    candidate = {"name": HOSTILE, "id": HOSTILE, "country": HOSTILE, "admin1": HOSTILE, "score": 1}
    edit = dict.fromkeys(("what", "who", "when", "why"), HOSTILE)
    return make_tables(
        incidents=[
            {
                **hostile(INCIDENT),
                "actors": actors,
                "disputed": [HOSTILE],
                "parts": [HOSTILE],
                "edited": [edit],
            },
            {**hostile(INCIDENT), "id": "i2", "lat": None, "lon": None, "edited": [edit]},
            {"id": HOSTILE, "part_of": HOSTILE, "lat": 35.5, "where_prec": 4, "place": HOSTILE},
        ],
        claims=[
            {**hostile(CLAIM), "id": HOSTILE, "start": 0, "sentence_start": 0},
            {**hostile(CLAIM), "id": "c2", "incident_id": None},
        ],
        statements=[hostile(STATEMENT)],
        toponyms=[
            hostile(TOPONYM),
            {**hostile(TOPONYM), "on_map": True, "candidates": [candidate, candidate]},
        ],
        reports=[{**hostile(REPORT), "url": "javascript:window.pwned=1", "published": HOSTILE}],
        unread=[hostile(UNREAD)],
        history=[
            {**hostile(HISTORY), "field": field, "step": step, "before": HOSTILE}
            for step in (1, 2)
            for field in ("killed", "date", "place", "type", "grading", HOSTILE)
        ],
        provenance={HOSTILE: HOSTILE},
    )


def no_harm(page: Any) -> None:
    assert page.evaluate("window.pwned") is None
    assert page.locator("img[src=x]").count() == 0
    body = page.locator("body").inner_text()
    assert "49" not in body
    assert page.locator("a[href^='javascript']").count() == 0


def test_hostile_text_in_every_field_shows_and_does_nothing(open_page: Callable[..., Any]) -> None:
    seen = open_page(draw(hostile_tables(), title=HOSTILE).to_html())
    page = seen.page
    assert page.title() == HOSTILE
    assert page.locator("h1").inner_text() == HOSTILE
    no_harm(page)
    for button in ("Table", "Not on the map", "About"):
        page.get_by_role("button", name=button).click()
        page.wait_for_timeout(50)
        assert SHOWN in page.locator("main").inner_text(), button
        no_harm(page)
        if button == "Table":
            page.locator(".gm-table tbody button").first.click()
            text = page.locator(".gm-drawer").inner_text()
            assert text.count(SHOWN) >= 12
            no_harm(page)
    assert [url for url in seen.requests if not url.startswith("data:")] == [page.url.split("#")[0]]


def test_every_text_field_of_every_table_was_hostile() -> None:
    # Guards the test above: a column that is added must be in it.
    for usual in (INCIDENT, CLAIM, STATEMENT, TOPONYM, REPORT, UNREAD):
        texts = {n for n, v in usual.items() if isinstance(v, str) or n in _NULL_TEXTS}
        assert texts - _KEYS == set(hostile(usual))


def test_words_that_would_reorder_others_are_spelled_out(open_page: Callable[..., Any]) -> None:
    tables = make_tables(incidents=[{"place_as_written": BIDI}], claims=[{"claimant": BIDI}])
    page = open_page(draw(tables, title=BIDI).to_html()).page
    page.get_by_role("button", name="Table").click()
    assert "abc⟨U+202E⟩dcba⟨U+2066⟩" in page.locator(".gm-table").inner_text()
    assert page.title() == "abc⟨U+202E⟩dcba⟨U+2066⟩"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///x", " //x", "x"]
)
def test_only_web_addresses_become_links(open_page: Callable[..., Any], address: str) -> None:
    tables = make_tables(claims=[{}], reports=[{"url": address}])
    page = open_page(draw(tables).to_html()).page
    page.get_by_role("button", name="Table").click()
    page.get_by_role("button", name="Talbisah").click()
    assert page.locator(".gm-drawer .gm-claim a").count() == 0
    assert page.locator(".gm-drawer .gm-claim").count() == 1


def test_layers_in_a_plain_folium_map_are_as_safe(open_page: Callable[..., Any]) -> None:
    plain = folium.Map(location=(34.84, 36.73), zoom_start=8, tiles=None)
    tables = hostile_tables()
    IncidentLayer(tables).add_to(plain)
    AreaLayer(tables).add_to(plain)
    folium.LayerControl().add_to(plain)
    seen = open_page(offline(plain))
    seen.page.evaluate(
        """() => {
            const map = Object.values(window).find((thing) => thing instanceof L.Map);
            map.fire("click", { layerPoint: map.latLngToLayerPoint([34.84, 36.73]) });
        }"""
    )
    popup = seen.page.locator(".leaflet-popup")
    assert SHOWN in popup.inner_text()
    no_harm(seen.page)


def offline(plain: folium.Map) -> str:
    """Render a plain folium map with Leaflet inside instead of its four hosts."""
    from geomap.maps.bundle import leaflet_script, leaflet_style
    from geomap.maps.layers.layer import Verbatim

    plain.default_js = []
    plain.default_css = []
    root = plain.get_root()
    root.header.add_child(Verbatim(f"<style>{leaflet_style()}</style>"), index=0)
    root.header.add_child(Verbatim(f"<script>{leaflet_script()}</script>"), index=0)
    rendered: str = root.render()
    return rendered


def test_inert_text_is_inert_in_foliums_own_popup(open_page: Callable[..., Any]) -> None:
    drawn = draw(make_tables())
    folium.Circle((34.9, 36.8), radius=900, popup=inert_text(HOSTILE)).add_to(drawn)
    seen = open_page(drawn.to_html())
    seen.page.evaluate(
        """() => {
            const map = Object.values(window).find((thing) => thing instanceof L.Map);
            map.eachLayer((layer) => layer instanceof L.Circle && layer.openPopup());
        }"""
    )
    assert seen.page.locator(".leaflet-popup-content").inner_text() == HOSTILE
    no_harm(seen.page)
