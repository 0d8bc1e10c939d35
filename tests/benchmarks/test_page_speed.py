"""The page on big tables. Sizes, requests and complaints are exact and held; times are told.

``page_speed.py`` beside this file measures all of it, the largest table and folium included.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.benchmarks.page_speed import LIMITS, chromium, many, measure

pytestmark = [pytest.mark.benchmark, pytest.mark.browser]


@pytest.mark.parametrize("count", [1_000, 100_000])
def test_a_big_table_stays_small_silent_and_flat(
    count: int, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    if shutil.which("chromium") is None and shutil.which("google-chrome") is None:
        pytest.skip("no Chromium found")
    with chromium() as browser:
        found = measure(browser, count, 200, tmp_path)
    for name, figure in found.items():
        record_property(name, round(figure, 2))
    megabytes, *_ = LIMITS[count]
    assert found["MB"] <= megabytes
    assert found["requests"] == 0
    assert found["errors"] == 0
    assert found["grown"] < 5  # of megabytes, over thirty steps of the timeline


def test_the_texts_of_the_measured_table_are_as_long_as_said() -> None:
    assert many(50, 200)["notes"].str.len().eq(200).all()
