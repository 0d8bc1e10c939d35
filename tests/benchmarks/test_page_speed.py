"""How long a page takes to build and to open, and how large it is: told, not asserted."""

from __future__ import annotations

import random
import shutil
import time
from pathlib import Path
from typing import Any

import pytest

from geomap.maps import draw
from tests.builders_tables import make_tables

pytestmark = pytest.mark.benchmark

_TYPES = ("Air/drone strike", "Armed clash", "Attack", "Shelling/artillery/missile attack")


def many(count: int) -> Any:
    """Make incidents spread over Syria and ten years, one claim each."""
    chance = random.Random(7)
    incidents = [
        {
            "id": f"e{number}",
            "lat": 34.5 + chance.gauss(0, 0.8),
            "lon": 37.5 + chance.gauss(0, 1.2),
            "sub_event_type": chance.choice(_TYPES),
            "date_start": f"20{chance.randrange(12, 22)}-0{chance.randrange(1, 10)}-15",
            "date_last": None,
            "killed_low": chance.choice([None, 0, 1, 3, 8, 40]),
            "killed_best": None,
            "killed_high": None,
        }
        for number in range(count)
    ]
    return make_tables(
        incidents=incidents, claims=[{"incident_id": row["id"]} for row in incidents]
    )


@pytest.mark.parametrize("count", [10, 1_000, 10_000])
def test_building_a_page(count: int, tmp_path: Path, record_property: Any) -> None:
    tables = many(count)
    start = time.perf_counter()
    draw(tables).save(tmp_path / "map.html")
    record_property("seconds", round(time.perf_counter() - start, 2))
    size = (tmp_path / "map.html").stat().st_size
    record_property("kilobytes", size // 1000)
    print(f"\n{count} incidents: {time.perf_counter() - start:.2f} s, {size / 1000:.0f} kB")  # noqa: T201
    assert size > 200_000


@pytest.mark.browser
@pytest.mark.parametrize("count", [10, 10_000])
def test_opening_a_page(count: int, tmp_path: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no Chromium found")
    draw(many(count)).save(tmp_path / "map.html")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        start = time.perf_counter()
        page.goto((tmp_path / "map.html").as_uri())
        page.wait_for_function("document.querySelector('.gm-sum')")
        opened = time.perf_counter() - start
        filtered = page.evaluate(
            """() => {
                const box = document.querySelector(".gm-check input");
                const start = performance.now();
                box.click();
                return performance.now() - start;
            }"""
        )
        browser.close()
    print(f"\n{count} incidents: opened in {opened:.2f} s, a filter step in {filtered:.0f} ms")  # noqa: T201
    assert filtered > 0
