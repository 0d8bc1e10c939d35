from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.protocols import ReportSource
from geomap.text.parsing.tongues import load_tongues
from geomap.text.readers.foreign_dates import find_foreign_day
from geomap.text.readers.record import make_report

DAY = dt.date(2024, 3, 12)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("ar", "12 مارس 2024"),
        ("ar", "نشر في ١٢ آذار ٢٠٢٤"),
        ("ar", "الثلاثاء 12 آذار/مارس 2024"),
        ("fr", "Publié le 12 mars 2024 à 18h30"),
        ("fr", "Bamako, le 12 mars 2024"),
        ("es", "Publicado el 12 de marzo de 2024"),
        ("pt", "12 de março de 2024"),
        ("it", "Pubblicato il 12 marzo 2024"),
        ("ru", "Опубликовано: 12 марта 2024 г."),
        ("uk", "12 березня 2024"),
        ("de", "Veröffentlicht am 12. März 2024"),
        ("tr", "Yayınlanma tarihi: 12 Mart 2024"),
        ("fa", "تاریخ انتشار: ۱۲ مارس ۲۰۲۴"),
        ("zh", "2024年3月12日"),
        ("ko", "2024년 3월 12일"),
    ],
)
def test_the_day_of_publication_is_read_with_the_months_of_the_language(
    language: str, line: str
) -> None:
    text = f"Title\n\n{line}\n\nThe story."
    found = find_foreign_day(text, language)
    assert found is not None
    day, (start, end) = found
    assert day == DAY
    assert text[start:end] in line


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le village avait déjà été attaqué le 12 mars 2024 par les mêmes hommes, dit-il."),
        ("fr", "31 février 2024"),
        ("fr", "12 mars 0024"),
        ("en", "12 mars 2024"),
        ("so", "12 mars 2024"),
        (None, "12 mars 2024"),
        ("fr", ""),
    ],
)
def test_a_day_of_the_story_an_impossible_one_and_an_unknown_month_are_no_publication(
    language: str | None, text: str
) -> None:
    assert find_foreign_day(text, language) is None


def test_the_report_of_another_language_gets_its_day_and_its_title() -> None:
    text = "Raid sur Gao\n\nPublié le 12 mars 2024\n\nLes soldats ont été tués dans la nuit."
    source = ReportSource(origin="a.txt", content=text.encode(), suffix=".txt", meta={})
    report = make_report(source, text)
    assert (report.language, report.title, report.published) == ("fr", "Raid sur Gao", DAY)
    assert report.published_span is not None
    assert report.published_span.of(text) == "12 mars 2024"
    assert report.published_from == "text"


@settings(deadline=None)
@given(st.text(), st.sampled_from([tongue.code for tongue in load_tongues().all]))
def test_any_text_gets_a_day_or_none(text: str, language: str) -> None:
    found = find_foreign_day(text, language)
    assert found is None or text[slice(*found[1])].strip()
