"""The page of marked words in a real browser: inert, readable in both themes, narrow too."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from geomap.events.book.highlighting import highlight
from tests.builders import make_casebook, make_incident, make_reading, make_report, make_resolution
from tests.events.book.test_highlighting import HOSTILE, hostile_book

pytestmark = pytest.mark.browser

ARABIC = "قال ناشطون إن 20 شخصا قتلوا في Talbiseh."


def opened(chromium: Any, folder: Path, html: str, **options: Any) -> tuple[Any, list[str]]:
    """Open a page from disk; what it asks for and complains of is kept."""
    file = folder / "words.html"
    file.write_text(html, encoding="utf-8")
    page = chromium.new_context(**options).new_page()
    seen: list[str] = []
    page.on("request", lambda request: seen.append(request.url))
    page.on("console", lambda message: seen.append(message.text))
    page.on("dialog", lambda dialog: (seen.append("dialog"), dialog.dismiss()))
    page.goto(file.as_uri())
    return page, [one for one in seen if one != file.as_uri()]


def test_hostile_text_shows_and_does_nothing(chromium: Any, tmp_path: Path) -> None:
    page, seen = opened(chromium, tmp_path, highlight(hostile_book(), "x"))
    assert seen == []
    text = page.locator("body").inner_text()
    assert text.count(HOSTILE) >= 4
    assert "⟨U+202E⟩" in text
    assert page.locator("script, img, a, iframe").count() == 0
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1200, 360])
def test_the_page_is_accessible_and_fits(
    chromium: Any, tmp_path: Path, scheme: str, width: int
) -> None:
    page, seen = opened(
        chromium,
        tmp_path,
        highlight(make_casebook(), "talbiseh"),
        color_scheme=scheme,
        viewport={"width": width, "height": 800},
        bypass_csp=True,  # for axe, which is a script
    )
    assert seen == []
    page.evaluate(
        resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    )
    found = page.evaluate("axe.run({ resultTypes: ['violations'] })")["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


def test_the_style_is_allowed_by_the_pages_own_policy(chromium: Any, tmp_path: Path) -> None:
    page, seen = opened(chromium, tmp_path, highlight(make_casebook(), "talbiseh"))
    assert seen == []
    weight = page.locator(".text mark.figure").first.evaluate("e => getComputedStyle(e).fontWeight")
    assert weight == "600"
    page.context.close()


def test_text_from_right_to_left_runs_so(chromium: Any, tmp_path: Path) -> None:
    report = make_report(text=f"{ARABIC}\nAn English line.")
    incident = make_incident("x", places=[make_resolution(place=None)])
    book = make_casebook(
        readings=[make_reading(report)], incidents=[incident], resolutions={"r1": []}
    )
    page, _ = opened(chromium, tmp_path, highlight(book, "x"))
    directions = page.locator(".text p").evaluate_all(
        "all => all.map((one) => getComputedStyle(one).direction)"
    )
    assert directions == ["rtl", "ltr"]
    page.context.close()


def test_it_is_printed_dark_on_light_whatever_the_theme(chromium: Any, tmp_path: Path) -> None:
    html = highlight(make_casebook(), "talbiseh")
    page, _ = opened(chromium, tmp_path, html, color_scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(ground)
    page.emulate_media(media="print")
    assert dark != page.evaluate(ground) == "rgb(255, 255, 255)"
    page.context.close()
