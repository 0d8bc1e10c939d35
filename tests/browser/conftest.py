"""A real browser for the tests of pages; where there is none, a test says so."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def _executable() -> str | None:
    named = os.environ.get("GEOMAP_CHROMIUM")
    if named:
        return named
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    return next((path for path in found if path), None)


def _is_required() -> bool:
    return os.environ.get("CI") == "true" or os.environ.get("GEOMAP_REQUIRE_BROWSER") == "1"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Start the browser once; without one, skip, or fail where it is required."""
    tell = pytest.fail if _is_required() else pytest.skip
    path = _executable()
    if path is None:
        tell("no Chromium found; install one or name it in GEOMAP_CHROMIUM")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        tell("playwright is not installed; install geomap[test]")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, headless=True, args=_ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Seen:
    """An open page and all that it did unasked."""

    page: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture
def open_page(chromium: Any, tmp_path: Path) -> Iterator[Callable[..., Seen]]:
    """Open HTML from disk in a fresh context; each test must end without a complaint."""
    opened: list[tuple[Any, Seen]] = []

    def open_html(html: str, *, width: int = 1280, height: int = 800, **options: Any) -> Seen:
        file = tmp_path / f"page-{len(opened)}.html"
        file.write_text(html, encoding="utf-8")
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        seen = Seen(page=context.new_page())
        seen.page.on("request", lambda request: seen.requests.append(request.url))
        seen.page.on(
            "console",
            lambda message: (
                message.type in ("error", "warning")
                and "willReadFrequently" not in message.text  # our tests read pixels, pages do not
                and seen.complaints.append(message.text)
            ),
        )
        seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        seen.page.on("dialog", lambda dialog: (seen.complaints.append("dialog"), dialog.dismiss()))
        seen.page.goto(file.as_uri())
        seen.page.wait_for_function("document.querySelector('.gm-canvas') !== null")
        seen.page.wait_for_timeout(100)
        opened.append((context, seen))
        return seen

    yield open_html
    for context, seen in opened:
        context.close()
        assert seen.complaints == [], seen.complaints
