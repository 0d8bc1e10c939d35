"""The page in its languages: nothing left in English, and mirrored where lines run leftwards."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from types import MappingProxyType
from typing import Any

import folium
import pytest

from geomap.maps import draw, parse_story
from geomap.maps.language import LANGUAGES, PageLanguage, page_language
from geomap.maps.layers import IncidentLayer, Legend
from tests.browser.test_filters import crowd
from tests.browser.test_page import founding_tables
from tests.builders_tables import make_tables

pytestmark = pytest.mark.browser

SHARED = {"CSV", "GeoJSON", "PNG", "Leaflet", "Natural Earth, GeoNames", "Leaflet | Natural Earth"}
STORY = "# Α\n\n## Β\n\nΓ.\n\n## Δ\n\nΕ.\n"


def veiled(entry: Any) -> Any:
    """Turn every Latin letter outside braces into a Cyrillic one."""
    if isinstance(entry, dict):
        return {name: veiled(text) for name, text in entry.items()}
    return re.sub(r"\{\w+\}|[A-Za-z]", lambda m: m[0] if len(m[0]) > 1 else "ж", entry)


@pytest.fixture
def veil(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the page speak a language without a Latin letter."""
    words = {key: veiled(entry) for key, entry in page_language("en").words.items()}
    words |= {"direction": "ltr", "locale": "ru-RU"}
    spoken = PageLanguage(code="en", words=MappingProxyType(words))
    for module in ("geomap.maps.map", "geomap.maps.layers.layer"):
        monkeypatch.setattr(f"{module}.page_language", lambda code: spoken)
    return


def greek_tables() -> Any:
    """Give tables of which every text is Greek: what is Latin in the page is the page's own."""
    greek = "λέξη"
    names = ("place", "place_as_written", "admin1", "admin2", "sub_event_type", "event_type",
             "weapon", "place_reason", "date_reason", "gazetteer_id", "description")  # fmt: skip
    incident = dict.fromkeys(names, greek) | {"country": None, "actors": [greek]}
    claim = {"claimant": greek, "relayed_by": greek, "verbatim": greek, "sentence": greek * 2,
             "wording": greek, "hedge": greek, "found_by": greek, "identified": True,
             "scope": "part", "perpetrators_included": 1}  # fmt: skip
    report = dict.fromkeys(("title", "source", "author", "origin"), greek)
    return make_tables(
        incidents=[
            {"id": "1", **incident, "killed_high": None, "disputed": ["killed"], "parts": ["2"],
             "scope": "total", "remainder_low": 1},
            {"id": "2", **incident, "part_of": "1", "lat": 35.5},
            {"id": "3", **incident, "lat": None, "lon": None, "date_start": None,
             "date_last": None},
        ],
        claims=[{"id": "c", "incident_id": "1", **claim},
                {"id": "d", "incident_id": None, **claim}],
        statements=[{"incident_id": "1", "claimant": greek, "relayed_by": greek,
                     "verbatim": greek}],
        toponyms=[{"surface": greek, "role": "dateline", "role_reason": greek, "reason": greek}],
        reports=[report],
        unread=[{"origin": greek, "reason": greek}],
        provenance={},
    )  # fmt: skip


SAID = """() => {
  const said = new Set(window.gmSaid || []);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!parent.closest("script, style, noscript")) said.add(walker.currentNode.data.trim());
  }
  for (const element of document.body.querySelectorAll("*"))
    for (const name of ["aria-label", "title", "placeholder", "alt", "aria-valuetext"])
      if (element.hasAttribute(name)) said.add(element.getAttribute(name));
  return [...said];
}"""
LISTEN = """() => {
  window.gmSaid = [];
  const fill = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
    if (!/label/.test(this.canvas.parentElement?.className || "")) window.gmSaid.push(text);
    return fill.call(this, text, ...rest);
  };
}"""


@pytest.mark.usefixtures("veil")
def test_no_word_of_the_page_is_outside_its_languages(open_page: Callable[..., Any]) -> None:
    drawn = draw(greek_tables(), title="Τίτλος", story=parse_story(STORY))
    page = open_page(drawn.to_html()).page
    page.evaluate(LISTEN)
    said: set[str] = set()
    page.locator("details > summary").evaluate_all("all => all.forEach((one) => one.click())")
    buttons = page.locator(".gm-buttons > button")
    for number in range(buttons.count()):
        buttons.nth(number).evaluate("button => button.click()")
        page.wait_for_timeout(120)
        said |= set(page.evaluate(SAID))
    page.locator("[data-row] button").first.evaluate("button => button.click()")
    for name in (".gm-tool-measure", ".gm-tool-area", ".gm-play", ".gm-cite button"):
        page.locator(name).first.evaluate("button => button.click()")
        page.wait_for_timeout(120)
        said |= set(page.evaluate(SAID))
    said.add(page.locator("textarea").input_value())
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    said |= set(page.evaluate(SAID))
    latin = {text for text in said if re.search(r"[A-Za-z]{2}", text) and text not in SHARED}
    # Units, the program's own name, and what the basemap names.
    assert {text for text in latin if not re.search(r"geomap|Natural Earth|maxmind", text)} == set()


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_page_speaks(open_page: Callable[..., Any], code: str) -> None:
    words = page_language(code)
    drawn = draw(founding_tables(), title="Founding case", language=code)
    for width in (1280, 390):
        page = open_page(drawn.to_html(), width=width).page
        html = page.locator("html")
        assert html.get_attribute("lang") == code
        assert html.get_attribute("dir") == words.direction
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.get_by_role("button", name=words.plain("table"), exact=True).click()
        heads = page.locator(".gm-table th").all_inner_texts()
        assert heads[1].strip() == words.plain("column_place")
        page.locator(".gm-table tbody button").first.click()
        assert words.plain("why") in page.locator(".gm-drawer").inner_text()
        assert page.locator(".gm-drawer [lang=en]").count() > 0, "reasons are marked as English"
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def middle(page: Any, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    return float(box["x"] + box["width"] / 2)


def test_from_right_to_left_all_but_the_map_is_mirrored(open_page: Callable[..., Any]) -> None:
    page = open_page(draw(crowd(), language="ar").to_html()).page
    assert middle(page, ".gm-panel") > middle(page, ".gm-main")
    assert middle(page, ".leaflet-control-zoom") > middle(page, ".leaflet-control-layers")
    first, last = (page.locator(".gm-handle").nth(n).bounding_box()["x"] for n in (0, 1))
    assert first > last, "days run to the left"
    east = page.evaluate("() => getComputedStyle(document.querySelector('.folium-map')).direction")
    assert east == "ltr"
    page.locator(".gm-strip").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    later = page.locator(".gm-handle").first.get_attribute("aria-valuenow")
    page.keyboard.press("ArrowRight")
    assert page.locator(".gm-handle").first.get_attribute("aria-valuenow") < later
    page.keyboard.press("Escape")
    page.get_by_role("button", name=page_language("ar").plain("table"), exact=True).click()
    page.locator(".gm-table tbody button").first.click()
    assert middle(page, ".gm-drawer") < middle(page, ".gm-main")


def test_the_brush_follows_the_pointer_from_right_to_left(open_page: Callable[..., Any]) -> None:
    page = open_page(draw(crowd(), language="ar").to_html()).page
    box = page.locator(".gm-strip").bounding_box()
    y = box["y"] + 20
    page.mouse.move(box["x"] + box["width"] * 0.9, y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.5, y, steps=4)
    page.mouse.up()
    first, last = (
        int(page.locator(".gm-handle").nth(n).get_attribute("aria-valuenow")) for n in (0, 1)
    )
    assert first < last
    least, most = (
        int(page.locator(".gm-handle").first.get_attribute(f"aria-value{end}"))
        for end in ("min", "max")
    )
    assert first - least < most - last, "the right end is the earliest"


def test_a_layer_alone_speaks_the_language_that_it_is_given(open_page: Callable[..., Any]) -> None:
    plain = folium.Map(tiles=None, location=[35, 37], zoom_start=6)
    Legend(crowd(), language="es").add_to(plain)
    IncidentLayer(crowd(), language="es").add_to(plain)
    drawn = draw(crowd())  # brings Leaflet along, which a plain map would fetch
    drawn.add_child(Legend(crowd(), language="fr"))
    page = open_page(drawn.to_html()).page
    assert page_language("es").plain("legend_halo") in plain.get_root().render()
    assert page_language("en").plain("legend_halo") in page.locator(".gm-corner").inner_text()
