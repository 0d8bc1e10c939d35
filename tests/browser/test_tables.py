"""Tables of somebody's own, small and large, in the browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from geomap.maps import draw, tables_of

pytestmark = pytest.mark.browser

_TYPES = ("Air/drone strike", "Armed clash", "Attack")


def table(count: int, *, letters: int = 0) -> pd.DataFrame:
    chance = np.random.default_rng(3)
    frame = pd.DataFrame(
        {
            "lat": 34.9 + chance.normal(0, 0.6, count),
            "lon": 38.0 + chance.normal(0, 0.9, count),
            "date": [f"20{n % 9 + 11}-0{n % 9 + 1}-15" for n in range(count)],
            "type": [_TYPES[n % 3] for n in range(count)],
            "killed_low": [n % 5 for n in range(count)],
            "killed_high": [n % 5 + 1 for n in range(count)],
            "place": [f"Village {n % 700}" for n in range(count)],
        }
    )
    if letters:
        frame["notes"] = [
            f"note {n} " + "words of the report " * (letters // 20) for n in range(count)
        ]
    return frame


def clusters(page: Any) -> list[dict[str, Any]]:
    """What the layer of incidents drew together: count, killed, where on the screen."""
    found: list[dict[str, Any]] = page.evaluate(
        """() => {
            const map = Object.values(window).find((thing) => thing instanceof L.Map);
            const box = map.getContainer().getBoundingClientRect();
            return map.gmMarks.filter((mark) => !mark.look).map((mark) => {
                const at = map.layerPointToContainerPoint([mark.x, mark.y]);
                return { count: mark.count, low: mark.low, high: mark.high,
                         x: box.left + at.x, y: box.top + at.y };
            });
        }"""
    )
    return found


def marks(page: Any) -> int:
    count: int = page.evaluate(
        """() => {
            const map = Object.values(window).find((thing) => thing instanceof L.Map);
            return map.gmMarks.filter((mark) => mark.look).length;
        }"""
    )
    return count


@pytest.fixture(scope="module")
def large_html() -> str:
    return draw(table(3000, letters=120), title="A large table").to_html()


def test_many_incidents_are_drawn_together_with_their_number_and_toll(
    open_page: Callable[..., Any], large_html: str
) -> None:
    page = open_page(large_html).page
    together = clusters(page)
    assert 5 < len(together) < 150
    assert sum(cluster["count"] for cluster in together) + marks(page) == 3000
    expected = table(3000)
    low = sum(cluster["low"] for cluster in together)
    assert expected["killed_low"].sum() - 5 * marks(page) <= low <= expected["killed_low"].sum()
    largest = max(together, key=lambda cluster: cluster["count"])
    page.mouse.move(largest["x"], largest["y"])
    tip = page.locator(".gm-tip").inner_text()
    assert f"{largest['count']} incidents" in tip
    assert f"{largest['low']:,}–{largest['high']:,} killed, as claimed" in tip
    assert "Air or drone strike" in tip


def test_a_cluster_opens_nearer(open_page: Callable[..., Any], large_html: str) -> None:
    page = open_page(large_html).page
    largest = max(clusters(page), key=lambda cluster: cluster["count"])
    before = page.evaluate(
        "Object.values(window).find((thing) => thing instanceof L.Map).getZoom()"
    )
    page.mouse.click(largest["x"], largest["y"])
    page.wait_for_timeout(600)
    after = page.evaluate("Object.values(window).find((thing) => thing instanceof L.Map).getZoom()")
    assert after >= before + 1


def test_a_cluster_at_one_point_is_a_list_of_all(open_page: Callable[..., Any]) -> None:
    frame = table(900)
    frame["lat"], frame["lon"] = 34.9, 38.0
    page = open_page(draw(frame).to_html()).page
    (cluster,) = clusters(page)
    page.mouse.click(cluster["x"], cluster["y"])
    drawer = page.locator(".gm-drawer")
    assert "900 incidents here" in drawer.inner_text()
    for _ in range(8):
        drawer.get_by_role("button", name="Show more").click()
    assert drawer.locator(".gm-several").count() == 900


def test_texts_are_unpacked_when_wanted(open_page: Callable[..., Any], large_html: str) -> None:
    assert "words of the report" not in large_html
    page = open_page(large_html).page
    page.get_by_role("button", name="Table").click()
    page.locator(".gm-table tbody button").first.click()
    page.locator(".gm-description").wait_for()
    assert "words of the report" in page.locator(".gm-description").inner_text()
    page.get_by_role("searchbox").first.fill("note 77 ")
    page.locator(".gm-sum:not(:text('3,000 of'))").wait_for()
    # Both words, wherever they stand: in the note or in the village's name.
    expected = sum("77" in f"{n} Village {n % 700}" for n in range(3000))
    assert page.locator(".gm-sum strong").first.inner_text() == str(expected)


def test_a_filter_leaves_only_what_passes_in_the_clusters(
    open_page: Callable[..., Any], large_html: str
) -> None:
    page = open_page(large_html).page
    page.get_by_label("Air or drone strike").uncheck()
    page.wait_for_timeout(200)
    assert sum(cluster["count"] for cluster in clusters(page)) + marks(page) == 2000
    assert page.locator(".gm-sum").inner_text().startswith("2,000 of 3,000 incidents")


def test_play_keeps_the_memory_flat(open_page: Callable[..., Any], large_html: str) -> None:
    page = open_page(large_html).page
    devtools = page.context.new_cdp_session(page)

    def held() -> float:
        devtools.send("HeapProfiler.collectGarbage")
        return float(devtools.send("Runtime.getHeapUsage")["usedSize"]) / 1e6

    def step() -> None:
        page.get_by_role("button", name="One step on").click()
        page.get_by_role("button", name="All dates").click()

    for _ in range(10):
        step()
    before = held()
    for _ in range(40):
        step()
    page.wait_for_timeout(200)
    assert held() - before < 1.0


def test_a_table_without_days_or_tolls_still_makes_a_page(open_page: Callable[..., Any]) -> None:
    frame = pd.DataFrame({"lat": [34.8, 34.9], "lon": [36.7, 36.8]})
    page = open_page(draw(frame).to_html()).page
    assert page.locator(".gm-sum").inner_text() == "2 of 2 incidents, number killed unknown"
    assert "No incident has a date" in page.locator("#gm-foot").inner_text()


def test_what_the_columns_were_taken_for_is_told(open_page: Callable[..., Any]) -> None:
    page = open_page(draw(tables_of(table(3))).to_html()).page
    page.get_by_role("button", name="About").click()
    text = page.locator(".gm-drawer").inner_text()
    assert "killed_low = killed_low" in text
    assert "place = place" in text


def test_kept_columns_are_in_the_details(open_page: Callable[..., Any]) -> None:
    frame = table(2)
    frame["munition"] = ["<b>152 mm</b>", None]
    page = open_page(draw(tables_of(frame, keep=["munition"])).to_html()).page
    page.get_by_role("button", name="Table").click()
    page.get_by_role("button", name="Village 0").click()
    text = page.locator(".gm-drawer").inner_text()
    assert "munition" in text
    assert "<b>152 mm</b>" in text
