"""Dates are looked for around their words only, and none is lost by that."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.model import DateMention, Report
from geomap.text.days import dates
from geomap.text.days.date_stretches import stretches
from geomap.text.words.lexicon import load_lexicon

_LEXICON = load_lexicon("en")
_LISTS = [getattr(_LEXICON.dates, name) for name in type(_LEXICON.dates).__slots__]
_WORDS = sorted(
    {
        *_LEXICON.months,
        *_LEXICON.weekdays,
        *(word.title() for word in (*_LEXICON.months, *_LEXICON.weekdays)),
        *(word for words in _LISTS for word in words),
        *("days", "weeks", "2015", "2015-09-30", "30/09/2015", "30", "3rd", "12", ",", "-", "."),
        *("the", "strike", "fell", "and again in the town after all that was said"),
    }
)


def found_in(text: str) -> tuple[DateMention, ...]:
    report = Report(id="r", text=text, sha256="", published=dt.date(2015, 9, 30))
    return dates.find_dates(report, _LEXICON)


def found_everywhere(text: str) -> tuple[DateMention, ...]:
    """Find dates with every stretch as long as the text."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            dates,
            "stretches",
            lambda text, language: {kind: [(0, len(text))] for kind in stretches("", language)},
        )
        return found_in(text)


@settings(max_examples=300, deadline=None)
@given(words=st.lists(st.sampled_from(_WORDS), max_size=60))
def test_dates_of_any_words_are_all_found(words: list[str]) -> None:
    text = " ".join(words)
    assert found_in(text) == found_everywhere(text)


def test_dates_of_the_own_reports_are_all_found(seeds: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(seeds.glob("*.[mth][dxt]*"))]
    lines = (Path(__file__).parents[1] / "coded_reports.jsonl").read_text("utf-8").splitlines()
    texts.append("\n\n".join(json.loads(line)["text"] for line in lines))
    for text in texts:
        assert found_in(text) == found_everywhere(text)
    assert found_in(texts[-1])


def test_wide_gaps_and_letters_that_grow_are_looked_through_whole() -> None:
    assert found_in("on 30" + " " * 300 + "September 2015")
    for text in ("İ on Friday", "on Friday" + " " * 12):
        assert set(map(tuple, stretches(text, "en").values())) == {((0, len(text)),)}
