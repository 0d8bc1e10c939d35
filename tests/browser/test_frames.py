"""The page as notebooks and editors show it: in a frame without an origin."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from geomap.maps import draw
from tests.browser.test_filters import crowd

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def drawn() -> str:
    return draw(crowd(), title="Framed").to_html()


@pytest.fixture
def framed(chromium: Any, tmp_path: Path, drawn: str) -> Iterator[Any]:
    """Open the page in a frame as strict as an editor's: scripts, and nothing else."""
    host = tmp_path / "host.html"
    host.write_text(
        '<iframe sandbox="allow-scripts" style="width:1200px;height:700px" srcdoc="'
        f'{html.escape(drawn, quote=True)}"></iframe>',
        encoding="utf-8",
    )
    page = chromium.new_page(viewport={"width": 1240, "height": 760})
    complaints: list[str] = []
    page.on("console", lambda m: m.type == "error" and complaints.append(m.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(host.as_uri())
    frame = page.frames[1]
    frame.locator(".gm-sum").wait_for()
    yield frame
    page.close()
    assert complaints == []


def hash_of(frame: Any) -> str:
    return str(frame.evaluate("location.hash"))


def wait_for(frame: Any, ready: Callable[[], bool]) -> None:
    """Wait without the page's help: its policy lets no text be evaluated in it."""
    for _ in range(100):
        if ready():
            return
        frame.page.wait_for_timeout(50)
    raise AssertionError(hash_of(frame))


def shown(frame: Any) -> str:
    return str(frame.locator(".gm-sum").inner_text()).split()[0]


def test_a_frame_without_an_origin_has_none(framed: Any) -> None:
    assert framed.evaluate("window.origin") == "null"


def test_the_address_follows_the_filters_in_a_sandboxed_frame(framed: Any) -> None:
    whole = shown(framed)
    framed.locator(".gm-check input").first.uncheck()
    wait_for(framed, lambda: "kind-off" in hash_of(framed))
    assert shown(framed) != whole


def test_the_address_brings_the_view_back_in_a_sandboxed_frame(framed: Any) -> None:
    framed.locator(".gm-check input").first.uncheck()
    wait_for(framed, lambda: "kind-off" in hash_of(framed))
    address, fewer = hash_of(framed), shown(framed)
    framed.get_by_role("button", name="Clear all filters").click()
    wait_for(framed, lambda: "kind-off" not in hash_of(framed))
    assert shown(framed) != fewer
    framed.evaluate("hash => { location.hash = hash; }", address)
    wait_for(framed, lambda: shown(framed) == fewer)


def test_table_details_and_citation_work_in_a_sandboxed_frame(framed: Any) -> None:
    framed.get_by_role("button", name="Table").click()
    framed.locator(".gm-table tbody button").first.click()
    assert "Why here, why then" in framed.locator(".gm-drawer").inner_text()
    framed.get_by_role("button", name="Copy as citation").click()
    assert framed.get_by_label("Citation").input_value()
