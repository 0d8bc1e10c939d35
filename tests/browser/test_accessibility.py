"""axe-core over the page as it is used: nothing serious, in both themes, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable
from importlib import resources
from typing import Any

import pytest

from geomap.maps import draw, parse_story
from tests.browser.test_filters import crowd

pytestmark = pytest.mark.browser

STORY = "# A week\n\n## First\nview: #at=7/35/37\n\nA text.\n\n## Second\n\nAnother.\n"
GRAVE = ("serious", "critical", "moderate")


@pytest.fixture(scope="module")
def axe() -> str:
    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")


@pytest.fixture(scope="module")
def html() -> str:
    return draw(crowd(), title="Ten days", story=parse_story(STORY)).to_html()


def grave(page: Any, axe: str) -> list[str]:
    page.evaluate(axe)
    found = page.evaluate("axe.run({ resultTypes: ['violations'] })")["violations"]
    return [
        f"{one['id']} ({one['impact']}): {[node['target'] for node in one['nodes']]}"
        for one in found
        if one["impact"] in GRAVE
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_grave_anywhere(
    open_page: Callable[..., Any], html: str, axe: str, scheme: str, width: int
) -> None:
    page = open_page(html, width=width, color_scheme=scheme, bypass_csp=True).page
    assert grave(page, axe) == [], "as it opens"
    if width < 700:
        page.get_by_role("button", name="Filters").click()
    for section in page.locator("details.gm-facet > summary").all():
        section.click()
    page.get_by_role("button", name="Only Syria", exact=True).click()
    assert grave(page, axe) == [], "with every filter open"
    if width < 700:
        page.get_by_role("button", name="Done", exact=True).click()
    page.locator(".gm-save > summary").click()
    assert grave(page, axe) == [], "with the menu open"
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Table").click()
    assert grave(page, axe) == [], "with the table"
    page.locator(".gm-table tbody button").first.click()
    assert grave(page, axe) == [], "with details"
    page.get_by_role("button", name="Not on the map").click()
    assert grave(page, axe) == [], "with the list"


def focused(page: Any) -> str:
    words: str = page.evaluate(
        """() => {
            const at = document.activeElement;
            return at.getAttribute("aria-label") || at.textContent || at.tagName;
        }"""
    )
    return words


def test_the_page_is_used_with_the_keyboard_alone(open_page: Callable[..., Any], html: str) -> None:
    page = open_page(html).page
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(focused(page))
    for name in ("Skip to the map", "Table", "Save", "About", "only", "Place", "Number killed"):
        assert any(name in words for words in reached), (name, reached)
    page.get_by_role("button", name="Table").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Rastan").focus()
    page.keyboard.press("Enter")
    assert "Rastan" in page.locator(".gm-drawer h2").inner_text()
    page.keyboard.press("Escape")
    assert page.locator(".gm-drawer").is_hidden()
    page.locator(".gm-strip").focus()
    page.keyboard.press("ArrowRight")
    assert page.get_by_role("button", name="All dates").is_visible()
    page.keyboard.press("Space")
    assert page.get_by_role("button", name="Stop playing").is_visible()
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    assert page.locator(".gm-sum strong").first.inner_text() == "6"


def test_what_is_in_view_is_selected_without_a_pointer(
    open_page: Callable[..., Any], html: str
) -> None:
    page = open_page(html).page
    page.evaluate("location.hash = '#at=8/34.9/36.7'")
    page.wait_for_timeout(100)
    page.get_by_role("button", name="Select what is in view").press("Enter")
    assert page.locator(".gm-sum strong").first.inner_text() == "3"
    page.get_by_role("button", name="Clear the drawn area").press("Enter")
    assert page.locator(".gm-sum strong").first.inner_text() == "6"


def test_nothing_moves_where_motion_is_unwanted(open_page: Callable[..., Any], html: str) -> None:
    page = open_page(html, width=390, reduced_motion="reduce").page
    moving = page.evaluate(
        """() => [...document.querySelectorAll(".gm-page *")].filter((it) => {
            const style = getComputedStyle(it);
            return style.transitionDuration.split(", ").some((time) => parseFloat(time) > 0)
                || style.animationName !== "none";
        }).map((it) => it.className)"""
    )
    assert moving == []
