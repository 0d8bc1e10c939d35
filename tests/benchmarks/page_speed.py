"""Measure the page on big tables: its size, how long it loads, what a filter and a zoom cost.

    python tests/benchmarks/page_speed.py              geomap alone
    python tests/benchmarks/page_speed.py --folium     and folium.CircleMarker beside it

Needs Chromium and playwright. The incidents are made up from a fixed seed. A step costs what
the page's main thread worked for it, drawing included: its processor time as Linux counts it,
so that other work on the machine does not show; elsewhere the time that Chromium tells. "load"
is by the clock, from the start of the navigation to the first moment without work.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import folium
import numpy as np
import pandas as pd

from geomap.maps import draw

SIZES = ((1_000, 200), (100_000, 200), (1_000_000, 0))
"""Incidents, and characters of text each."""
LIMITS = {
    1_000: (0.7, 0.6, 16, 30),
    100_000: (12.0, 1.5, 50, 60),
    1_000_000: (12.0, 3.0, 100, 120),
}
"""Megabytes, seconds to load, milliseconds for a filter or brush step and for a zoom step."""
STEPS = 6
FOLIUM_ROWS = 100_000
_TYPES = ("Air/drone strike", "Armed clash", "Attack", "Shelling/artillery/missile attack")
_GOVERNORATES = ("Homs", "Hama", "Idlib", "Aleppo", "Raqqa", "Daraa", "Hasakah")
_WORDS = (
    "strike market village north convoy reported killed wounded residents shelling centre "
    "hospital said sources monday road checkpoint forces army media activist district bodies "
    "found under rubble rescue teams continued search according statement"
)


def many(count: int, letters: int) -> pd.DataFrame:
    """Make incidents spread over Syria and ten years."""
    chance = np.random.default_rng(7)
    days = np.datetime64("2012-01-01") + chance.integers(0, 3650, count).astype("timedelta64[D]")
    frame = pd.DataFrame(
        {
            "event_id": [f"e{number}" for number in range(count)],
            "lat": (34.9 + chance.normal(0, 0.8, count)).round(6),
            "lon": (38.0 + chance.normal(0, 1.2, count)).round(6),
            "event_date": days.astype(str),
            "sub_event_type": chance.choice(_TYPES, count),
            "killed_low": chance.choice([np.nan, 0, 1, 3, 8, 40], count),
            "governorate": chance.choice(_GOVERNORATES, count),
            "country": "Syria",
        }
    )
    frame["killed_high"] = frame["killed_low"] + chance.choice([0, 0, 2, 5], count)
    if letters:
        chosen = chance.integers(0, len(_WORDS.split()), (count, letters // 6))
        words = np.array(_WORDS.split())
        frame["notes"] = [" ".join(words[row])[:letters].ljust(letters, ".") for row in chosen]
    return frame


@contextmanager
def chromium() -> Iterator[Any]:
    """Start the browser."""
    from playwright.sync_api import sync_playwright

    found = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=found,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--js-flags=--expose-gc",
                "--enable-precise-memory-info",
            ],
        )
        yield browser
        browser.close()


class OpenPage:
    """A page in the browser, and what its main thread has used."""

    def __init__(self, browser: Any, path: Path) -> None:
        self.page = browser.new_page(viewport={"width": 1280, "height": 800})
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda m: m.type == "error" and self.complaints.append(m.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.devtools = self.page.context.new_cdp_session(self.page)
        self.devtools.send("Performance.enable")
        self.schedule: Path | None = None
        start = time.perf_counter()
        self.page.goto(path.as_uri(), wait_until="load", timeout=600_000)
        self.page.locator(".gm-sum").wait_for(timeout=600_000)
        self.idle()
        self.loaded = time.perf_counter() - start
        self.schedule = _schedule_of(browser, self.page)

    def idle(self) -> None:
        """Wait for two frames and the first moment without work."""
        self.page.evaluate(
            """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(
                () => requestIdleCallback(done, { timeout: 5000 }))))"""
        )

    def used(self) -> float:
        """Give the main thread's work so far, milliseconds."""
        if self.schedule is not None:
            return int(self.schedule.read_text().split()[0]) / 1e6
        facts = self.devtools.send("Performance.getMetrics")["metrics"]
        return 1000 * float(next(f["value"] for f in facts if f["name"] == "TaskDuration"))

    def cost(self, act: Callable[[int], None]) -> float:
        """Give the median cost of a step, milliseconds of the main thread."""
        costs = []
        for number in range(STEPS):
            before = self.used()
            act(number)
            self.idle()
            costs.append(self.used() - before)
        return statistics.median(costs)

    def memory(self) -> float:
        """Give what the page's script holds, megabytes, after the rubbish is out."""
        self.page.evaluate("() => window.gc && window.gc()")
        return float(self.page.evaluate("performance.memory.usedJSHeapSize")) / 1e6


def _schedule_of(browser: Any, page: Any) -> Path | None:
    """Find where Linux counts the main thread of a page: which counter moves when it works."""
    facts = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    paths = [
        Path(f"/proc/{f['id']}/task/{f['id']}/schedstat") for f in facts if f["type"] == "renderer"
    ]
    before = {path: int(path.read_text().split()[0]) for path in paths if path.is_file()}
    page.evaluate("() => { const end = performance.now() + 200; while (performance.now() < end); }")
    moved = {
        path: int(path.read_text().split()[0]) - time_used for path, time_used in before.items()
    }
    return max(moved, key=lambda path: moved[path], default=None)


_TICK = """(n) => document.querySelectorAll(".gm-check input")[n % 2].click()"""
_BRUSH = """(n) => {
    const handle = document.querySelectorAll(".gm-handle")[0];
    handle.dispatchEvent(new KeyboardEvent("keydown", { key: "PageUp", bubbles: true }));
}"""
_ZOOM = """(n) => {
    const map = Object.values(window).find((thing) => thing instanceof L.Map);
    map.setZoom(map.getZoom() + (n % 2 ? -1 : 1), { animate: false });
}"""
_STEP = """(n) => document.querySelectorAll(".gm-step")[1].click()"""


def measure(browser: Any, count: int, letters: int, folder: Path) -> dict[str, float]:
    """Build a page, open it, use it."""
    path = folder / f"{count}.html"
    frame = many(count, letters)
    start = time.process_time()
    draw(frame).save(path)
    built = time.process_time() - start
    opened = OpenPage(browser, path)
    found = {
        "MB": path.stat().st_size / 1e6,
        "build": built,
        "load": opened.loaded,
        "filter": opened.cost(lambda n: opened.page.evaluate(_TICK, n)),
        "brush": opened.cost(lambda n: opened.page.evaluate(_BRUSH, n)),
        "zoom": opened.cost(lambda n: opened.page.evaluate(_ZOOM, n)),
    }
    before = opened.memory()
    for number in range(30):
        opened.page.evaluate(_STEP, number)
        opened.idle()
    found["grown"] = opened.memory() - before
    found["requests"] = len([u for u in opened.requests if not u.startswith(("file:", "data:"))])
    found["errors"] = len(opened.complaints)
    opened.page.close()
    return found


def build_both(count: int, folder: Path) -> tuple[float, float, float]:
    """Give the processor seconds of geomap and of folium's own circles, and folium's megabytes.

    Both draw the same rows, without texts: folium's circles have only their number killed.
    """
    frame = many(count, 0)
    start = time.process_time()
    draw(frame).save(folder / "geomap.html")
    ours = time.process_time() - start
    start = time.process_time()
    drawn = folium.Map(location=[34.9, 38.0], zoom_start=7)
    for lat, lon, low in frame[["lat", "lon", "killed_low"]].itertuples(index=False):
        folium.CircleMarker((lat, lon), radius=4, tooltip=f"{low} killed").add_to(drawn)
    drawn.save(str(folder / "folium.html"))
    theirs = time.process_time() - start
    return ours, theirs, (folder / "folium.html").stat().st_size / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--folium", action="store_true", help="build folium's circles too (slow)")
    parser.add_argument("--sizes", type=int, nargs="*", help="only these numbers of incidents")
    options = parser.parse_args()
    print("incidents        MB  build s  load s  filter ms  brush ms  zoom ms  grown MB  requests")
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        for count, letters in SIZES:
            if options.sizes and count not in options.sizes:
                continue
            found = measure(browser, count, letters, Path(name))
            print(
                f"{count:9,} {found['MB']:9.2f} {found['build']:8.2f} {found['load']:7.2f} "
                f"{found['filter']:10.1f} {found['brush']:9.1f} {found['zoom']:8.1f} "
                f"{found['grown']:9.2f} {found['requests']:9.0f}"
            )
            size, load, step, zoom = LIMITS[count]
            print(f"{'at most':>9} {size:9.2f} {'':8} {load:7.2f} {step:10} {step:9} {zoom:8}")
            if found["errors"]:
                print(f"{found['errors']:.0f} errors on the console")
        if options.folium:
            ours, theirs, megabytes = build_both(FOLIUM_ROWS, Path(name))
            print(
                f"built without texts, {FOLIUM_ROWS:,}: geomap {ours:.2f} s, folium.CircleMarker "
                f"{theirs:.0f} s and {megabytes:.0f} MB: {theirs / ours:.0f} times as long"
            )


if __name__ == "__main__":
    main()
