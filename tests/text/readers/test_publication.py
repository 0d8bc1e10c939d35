from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.text.readers.printed_dates import find_printed_dates
from geomap.text.readers.publication import find_publication

DAY = dt.date(2015, 9, 30)
STORY = "Two air strikes hit the town of Talbiseh in Homs on Wednesday, killing about 20 people."


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Published: September 30, 2015", "September 30, 2015"),
        ("Published on 30 September 2015", "30 September 2015"),
        ("Publication date: 2015-09-30", "2015-09-30"),
        ("First published on Wed 30 Sep 2015 18.48 BST", "30 Sep 2015"),
        ("Published 4:12 pm GMT+3, Sept. 30, 2015", "Sept. 30, 2015"),
        ("Published: 30.09.2015 | Updated: 01.10.2015", "30.09.2015"),
        ("Updated: 1 October 2015 | Published: 30 September 2015", "30 September 2015"),
        ("Posted: 30/09/2015", "30/09/2015"),
        ("Example News Published Wednesday, 30 September 2015 1:19PM CST", "30 September 2015"),
        ("Issued on 30th September 2015 by the press office", "30th September 2015"),
        ("Date: 30 September 2015", "30 September 2015"),
        (f"Issued 30 September 2015. Compiled from statements. {STORY}", "30 September 2015"),
        ("September 30, 2015", "September 30, 2015"),
        ("Wednesday, 30 September 2015, 18:30 UTC", "30 September 2015"),
        ("By Jane Doe | September 30, 2015", "September 30, 2015"),
        ("Reuters, 30 September 2015", "30 September 2015"),
        ("Beirut, 30 September 2015", "30 September 2015"),
        ("(30 September 2015)", "30 September 2015"),
        ("Situation Report No. 12 (30 September 2015)", "30 September 2015"),
        ("Flash update #3: 30 September 2015", "30 September 2015"),
    ],
)
def test_a_publication_line_gives_the_day_and_its_words(line: str, words: str) -> None:
    text = f"Strikes in Homs\n\n{line}\n\n{STORY}\n"
    found = find_publication(text)
    assert found.published == DAY
    assert found.published_words is not None
    assert text[slice(*found.published_words)] == words


@pytest.mark.parametrize(
    "line",
    [
        "Updated: September 30, 2015",
        "Last modified on 30 September 2015",
        "Last updated 30 September 2015, 18:30 UTC",
        "Retrieved 30 September 2015",
        "Posted: 04/05/2015",
        "Published: 31 June 2015",
        "Published: 30 September 0215",
        "The 30 September 2015 strikes",
        "Published on 30 September 2015, the report said that 20 had died in the town.",
        "Aleppo, 30 September 2015: 20 people were killed by shelling of a market, it said.",
    ],
)
def test_a_line_of_another_kind_gives_no_day(line: str) -> None:
    assert find_publication(f"Strikes in Homs\n\n{line}\n\n{STORY}\n").published is None


@pytest.mark.parametrize(
    "text",
    [
        f"{STORY}\n\nOn 30 September 2015 the planes came back.\n",
        f"{STORY}\n\n30 September 2015\n\nTwo people were killed in the town.\n",
        "Incident 12\nDate: 30 September 2015\nLocation: Talbiseh\nKilled: 20\n",
    ],
)
def test_a_day_inside_the_story_is_no_publication(text: str) -> None:
    assert find_publication(text).published is None


def test_a_labelled_day_wins_over_a_bare_one() -> None:
    text = f"Strikes\n\n1 October 2015\n\nPublished: 30 September 2015\n\n{STORY}"
    assert find_publication(text).published == DAY


def test_a_day_at_the_foot_needs_a_label() -> None:
    story = "\n\n".join([STORY] * 30)
    assert find_publication(f"{story}\n\nPublished: 30 September 2015\n").published == DAY
    assert find_publication(f"{story}\n\n30 September 2015\n").published is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2015-09-30. Three people were killed in Talbiseh on Tuesday, residents said.", DAY),
        ("30 September 2015 - Jets struck the town overnight, killing three people.", DAY),
        ("Strikes\n\nSept. 30, 2015: Three people were killed in Talbiseh yesterday.", DAY),
        ("2015-09-30. Three people were killed in Talbiseh, residents said.", None),
        ("31 June 2015. Three people were killed in Talbiseh on Tuesday.", None),
        ("2015-09-30. Two died on Tuesday.\n2015-10-01. Three died on Wednesday.", None),
        (f"{STORY}\n\n2015-09-30. Three people were killed in Talbiseh on Tuesday.", None),
    ],
)
def test_a_day_that_opens_the_story_is_the_one_its_weekdays_count_from(
    text: str, day: dt.date | None
) -> None:
    assert find_publication(text).published == day


@pytest.mark.parametrize(
    ("line", "day", "agency"),
    [
        (f"BEIRUT, Sept 30, 2015 (Reuters) — {STORY}", DAY, "Reuters"),
        (f"BEIRUT, Sept 30 (Reuters) - {STORY}", None, "Reuters"),
        (f"KYIV, Ukraine (AP) — {STORY}", None, "AP"),
        (f"BEIRUT — {STORY}", None, None),
        (f"SAN SALVADOR, 12 MAR 89 (EFE) -- [TEXT] {STORY}", dt.date(1989, 3, 12), "EFE"),
        (f"Bogota, 7 Sep 89 (EFE) -- {STORY}", dt.date(1989, 9, 7), "EFE"),
        (f"Bogota, September 7, 1989 -- {STORY}", dt.date(1989, 9, 7), None),
        (f"Bogota on 7 September 1989 was calm -- {STORY}", None, None),
    ],
)
def test_a_dateline_gives_the_agency_and_a_full_day(
    line: str, day: dt.date | None, agency: str | None
) -> None:
    found = find_publication(f"Strikes in Homs\n\n{line}\n")
    assert (found.published, found.source) == (day, agency)
    assert found.title == "Strikes in Homs"


def test_a_moment_is_known_only_with_its_zone() -> None:
    with_zone = find_publication("Strikes\n\nSept. 30, 2015, 4:12 pm GMT+3\n\n" + STORY)
    assert with_zone.published_at is not None
    assert with_zone.published_at.isoformat() == "2015-09-30T16:12:00+03:00"
    without = find_publication("Strikes\n\nSept. 30, 2015, 4:12 pm\n\n" + STORY)
    assert (without.published, without.published_at) == (DAY, None)


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("By JANE DOE and John Roe", "JANE DOE and John Roe"),
        ("By Jane Doe in Beirut", "Jane Doe"),
        ("By Jane Doe, Associated Press", "Jane Doe"),
        ("By Abdul al-Omar | 30 September 2015", "Abdul al-Omar"),
        ("By Jane Doe, September 30, 2015", "Jane Doe"),
        ("Author: Jane Doe", "Jane Doe"),
        ("By Wednesday the town had fallen silent", None),
        ("by the river", None),
        ("By Nate J. Raymond. BOSTON was quiet", None),
    ],
)
def test_a_byline_gives_names_and_nothing_else(line: str, author: str | None) -> None:
    assert find_publication(f"Strikes in Homs\n\n{line}\n\n{STORY}\n").author == author


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (f"Strikes\n\nSource: Example News\n\n{STORY}", "Example News"),
        (f"Strikes\n\nReuters | 30 September 2015\n\n{STORY}", "Reuters"),
        (
            f"UN Office for Rights | 30 September 2015\n\n{STORY}",
            "UN Office for Rights",
        ),
        (f"Strikes Hit Homs And Hama | 30 September 2015\n\n{STORY}", None),
        (f"Strikes\n\n{STORY}\n\nCopyright ©2010-15 AP - United States", "AP"),
        (f"Strikes\n\n{STORY}\n\n© 2015 Example News. All rights reserved.", "Example News"),
        (f"Strikes\n\n{STORY}\n\nSource: the hospital\n\nIt was the third day.\n" * 3, None),
    ],
)
def test_the_publisher_is_read_from_its_own_lines(text: str, source: str | None) -> None:
    assert find_publication(text).source == source


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Strikes in Homs\n\n{STORY}", "Strikes in Homs"),
        (f"30 September 2015\nStrikes in Homs\n\n{STORY}", "Strikes in Homs"),
        (f"Headline: Strikes in Homs\nSource: X\n\n{STORY}", "Strikes in Homs"),
        (f"SYRIA: STRIKES IN HOMS\n\n30 September 2015\n\n{STORY}", "SYRIA: STRIKES IN HOMS"),
        (STORY, None),
        ("Clashes broke out in Homs.\n\nFive died.", None),
        ("Russian warplanes struck the town on Wednesday, killing\ntwenty people there.\n", None),
        ("Strikes in Homs", None),
        (f"Washington (CNN)\n\n{STORY}", None),
        (f".\n\n{STORY}", None),
        ("", None),
    ],
)
def test_a_title_is_a_line_that_stands_alone(text: str, title: str | None) -> None:
    assert find_publication(text).title == title


@settings(deadline=None)
@given(st.text())
def test_any_text_is_searched_without_harm_and_spans_lie_inside(text: str) -> None:
    found = find_publication(text)
    if found.published_words is not None:
        start, end = found.published_words
        assert 0 <= start < end <= len(text)


@settings(deadline=None)
@given(st.dates(dt.date(1800, 1, 1), dt.date(2099, 12, 31)), st.text(max_size=20))
def test_every_day_is_found_at_its_words(day: dt.date, before: str) -> None:
    title = " ".join(before.split())
    text = f"{title}\n\nPublished: {day.day} {day:%B} {day.year:04}\n\n{STORY}"
    found = find_publication(text)
    assert found.published == day
    assert found.published_words is not None
    assert text[slice(*found.published_words)] == f"{day.day} {day:%B} {day.year:04}"


@settings(deadline=None)
@given(st.text(alphabet="0123456789/.-: SeptOc,2015pmGMT+\u0663", max_size=60))
def test_rubbish_that_looks_like_dates_never_crashes(line: str) -> None:
    for found in find_printed_dates(line):
        assert 0 <= found.outer_start <= found.start < found.end <= found.outer_end <= len(line)


def test_a_hostile_line_costs_no_time() -> None:
    for line in ("By " + "A a" * 100_000, "Sept " * 100_000, "A" * 1_000_000, "1.1." * 100_000):
        find_publication(f"{line}\n{line}\n")
