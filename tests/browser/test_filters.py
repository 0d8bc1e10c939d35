"""The filters of the page, used as a person would: each acts on all the rest at once."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from geomap.maps import draw
from tests.builders_tables import make_tables

pytestmark = pytest.mark.browser


def crowd() -> Any:
    """Six incidents in two countries, of three claimants, one contested, one of no known toll."""
    places = [
        ("SY", "Homs", "Talbiseh", 34.84, 36.73),
        ("SY", "Homs", "Rastan", 34.92, 36.73),
        ("SY", "Hama", "Lataminah", 35.32, 36.62),
        ("UA", "Donetsk", "Kramatorsk", 48.73, 37.58),
        ("UA", "Donetsk", "Bakhmut", 48.59, 38.00),
        ("SY", "Aleppo", "Tadif", 36.34, 37.53),
    ]
    tolls = [(20, 22), (3, 3), (None, None), (50, 60), (1, None), (0, 0)]
    incidents = [
        {
            "id": f"i{n}", "country": country, "admin1": admin1, "place": place,
            "place_as_written": place, "lat": lat, "lon": lon, "killed_low": low,
            "killed_best": low, "killed_high": high, "report_ids": ["r1" if n < 3 else "r2"],
            "date_start": f"2015-09-{n + 1:02}", "date_last": f"2015-09-{n + 1:02}",
            "disputed": ["killed"] if n == 0 else [], "where_prec": 2 if n == 4 else 1,
            "actors": [{"name": "Air force", "role": "perpetrator"}] if n < 2 else [],
        }
        for n, ((country, admin1, place, lat, lon), (low, high)) in enumerate(
            zip(places, tolls, strict=True)
        )
    ]  # fmt: skip
    claims = [
        {
            "id": f"c{n}", "incident_id": f"i{n}",
            "claimant": ("المرصد", "a resident", "Ministry")[n % 3],
            "claimant_kind": ("ngo", "witness", "government")[n % 3],
            "victims": "civilians" if n % 2 else "people", "verbatim": f"words of claim {n}",
        }
        for n in range(6)
    ]  # fmt: skip
    reports = [{"id": "r1", "source": "Wire"}, {"id": "r2", "source": "Télé Nord"}]
    return make_tables(incidents=incidents, claims=claims, reports=reports)


@pytest.fixture(scope="module")
def crowd_html() -> str:
    return draw(crowd()).to_html()


@pytest.fixture
def page(open_page: Callable[..., Any], crowd_html: str) -> Any:
    return open_page(crowd_html).page


def shown(page: Any) -> int:
    return int(page.locator(".gm-sum strong").first.inner_text())


def facet(page: Any, name: str) -> Any:
    section = page.locator(
        "details.gm-facet", has=page.locator(f".gm-facet-name:text-is('{name}')")
    )
    if not section.evaluate("(it) => it.open"):
        section.locator("summary").click()
        section.locator(".gm-value, .gm-range").first.wait_for()
    return section


def counts(section: Any) -> dict[str, str]:
    names = section.locator(".gm-value .gm-label").all_inner_texts()
    numbers = section.locator(".gm-value .gm-count").all_inner_texts()
    return dict(zip(names, numbers, strict=True))


@pytest.mark.parametrize(
    ("name", "value", "passing"),
    [
        ("Claimant", "المرصد", 2),
        ("Side of the claimant", "witness", 2),
        ("Actor", "Air force", 2),
        ("Victims", "civilians", 3),
        ("Source", "Télé Nord", 3),
        ("Place precision", "near a known place", 1),
        ("Place", "Homs", 2),
        ("Place", "Ukraine", 2),
    ],
)
def test_each_facet_takes_in_and_leaves_out(page: Any, name: str, value: str, passing: int) -> None:
    section = facet(page, name)
    assert counts(section)[value] == str(passing)
    section.get_by_role("button", name=f"Only {value}", exact=True).click()
    assert shown(page) == passing
    section.get_by_role("button", name=f"Without {value}", exact=True).click()
    assert shown(page) == 6 - passing
    page.get_by_role("button", name="Clear all filters").click()
    assert shown(page) == 6


def test_two_facets_together_and_their_live_counts(page: Any) -> None:
    facet(page, "Place").get_by_role("button", name="Only Syria", exact=True).click()
    assert counts(facet(page, "Source")) == {"Wire": "3", "Télé Nord": "1"}
    facet(page, "Source").get_by_role("button", name="Only Télé Nord", exact=True).click()
    assert shown(page) == 1
    # The counts of a facet leave its own choice out: they say what another choice would give.
    assert counts(facet(page, "Source")) == {"Wire": "3", "Télé Nord": "1"}
    assert (
        page.locator(".gm-check", has_text="Air or drone").locator(".gm-count").inner_text() == "1"
    )


def test_places_stand_under_what_they_lie_in(page: Any) -> None:
    section = facet(page, "Place")
    names = [line.strip() for line in section.locator(".gm-label").all_inner_texts()]
    assert names.index("Syria") < names.index("Homs") < names.index("Talbiseh")
    assert names.index("Talbiseh") < names.index("Ukraine") or names.index("Ukraine") < names.index(
        "Syria"
    )


def test_only_contested_and_the_number_killed(page: Any) -> None:
    page.get_by_label("Only contested").check()
    assert shown(page) == 1
    page.get_by_label("Only contested").uncheck()
    facet(page, "Number killed")
    page.get_by_label("Killed, at least").fill("10")
    page.keyboard.press("Enter")
    # 20–22 and 50–60, and "at least 1", which may reach 10; the unknown number does not pass.
    assert shown(page) == 3
    page.get_by_label("Killed, at most").fill("30")
    page.keyboard.press("Enter")
    assert shown(page) == 2


def test_only_one_kind_by_its_button_and_back(page: Any) -> None:
    line = page.locator(".gm-check-line", has_text="Weak")
    line.hover()
    line.get_by_role("button", name="only").click()
    assert shown(page) == 6
    page.locator(".gm-check", has_text="Weak").locator("input").uncheck()
    assert shown(page) == 0
    page.get_by_role("button", name="Clear all filters").click()
    assert shown(page) == 6


@pytest.mark.parametrize(
    "query", ["المرصد", "tele nord", "TÉLÉ", "words of claim 3", "kramatorsk ua"]
)
def test_search_reaches_every_text_in_any_script(page: Any, query: str) -> None:
    page.get_by_role("searchbox").first.fill(query)
    page.wait_for_timeout(300)
    assert 0 < shown(page) < 6


def test_the_address_keeps_every_filter(page: Any) -> None:
    facet(page, "Claimant").get_by_role("button", name="Without المرصد", exact=True).click()
    facet(page, "Place").get_by_role("button", name="Only Syria", exact=True).click()
    facet(page, "Number killed")
    page.get_by_label("Killed, at most").fill("3")
    page.keyboard.press("Enter")
    before = page.locator(".gm-sum").inner_text()
    assert shown(page) == 2
    page.wait_for_timeout(400)
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    page.locator(".gm-sum").wait_for()
    page.wait_for_timeout(150)
    assert page.locator(".gm-sum").inner_text() == before
    assert page.get_by_label("Killed, at most").input_value() == "3"
    pressed = page.locator(".gm-choice[aria-pressed=true]")
    pressed.first.wait_for()
    names = pressed.evaluate_all("(all) => all.map((it) => it.getAttribute('aria-label'))")
    assert sorted(names) == ["Only Syria", "Without المرصد"]


@pytest.mark.parametrize(
    "fragment",
    ["#place=%5B1%2C%7B%7D%5D&killed=x,y&days=a&in=1 2,3", "#claimant=nothing&at=9/x/1",
     "#incident=none&table=maybe&kind-off=%5B%22moon%22%5D"],
)  # fmt: skip
def test_a_broken_address_changes_nothing(page: Any, fragment: str) -> None:
    page.goto(page.url.split("#")[0] + fragment)
    page.reload()
    page.locator(".gm-sum").wait_for()
    assert shown(page) == 6


def test_the_table_and_the_chosen_incident_are_in_the_address(page: Any) -> None:
    page.get_by_role("button", name="Table").click()
    page.get_by_role("button", name="Rastan").click()
    page.wait_for_timeout(400)
    assert "incident=i1" in page.url
    page.reload()
    page.locator(".gm-drawer:not([hidden])").wait_for()
    assert "Rastan" in page.locator(".gm-drawer").inner_text()


def test_an_incident_can_be_copied_as_a_citation(page: Any) -> None:
    page.get_by_role("button", name="Table").click()
    page.get_by_role("button", name="Talbiseh").click()
    page.get_by_role("button", name="Copy as citation").click()
    text = page.get_by_label("Citation").input_value()
    for words in ("Talbiseh, Homs, Syria, 1 Sept 2015", "20–22", "المرصد", "words of claim 0",
                  "Wire", "https://example.org/report", "Incident i0"):  # fmt: skip
        assert words in text, words


def test_steps_of_the_timeline_by_day_week_and_month(page: Any) -> None:
    unit = page.get_by_label("Length of a step")
    unit.select_option("day")
    for expected in ("28 Aug 2015", "29 Aug 2015"):
        page.get_by_role("button", name="One step on").click()
        assert page.locator(".gm-days").inner_text().startswith(expected)
    unit.select_option("month")
    page.get_by_role("button", name="One step on").click()
    words = " ".join(page.locator(".gm-days").inner_text().split())
    assert words.startswith("1 – 10 Sept 2015"), words
    assert shown(page) == 6
    page.locator(".gm-strip").focus()
    page.keyboard.press("Escape")
    unit.select_option("week")
    page.locator(".gm-strip").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    words = " ".join(page.locator(".gm-days").inner_text().split())
    assert words.startswith("31 Aug – 6 Sept 2015"), words


def test_facets_that_say_nothing_are_not_shown(open_page: Callable[..., Any]) -> None:
    page = open_page(draw(make_tables(incidents=[{"actors": []}])).to_html()).page
    names = page.locator(".gm-facet-name").all_inner_texts()
    assert "Actor" not in names
    assert "Claimant" not in names
    assert json.dumps(names) == json.dumps(["Place", "Place precision", "Source", "Number killed"])
