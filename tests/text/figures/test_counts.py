"""Number phrases and their bounds."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.model import Count
from geomap.protocols import Token
from geomap.text.figures.counts import find_numbers, make_count
from geomap.text.parsing.grammar import Sentence
from geomap.text.words.lexicon import Lexicon, load_lexicon
from geomap.vocabulary import Qualifier

Parsed = Callable[[str], tuple[Sentence, ...]]

_UNITS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def in_words(number: int) -> str:
    """Spell a number from 1 to 9999."""
    if number < 20:
        return _UNITS[number - 1]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens - 2] + (f"-{_UNITS[ones - 1]}" if ones else "")
    size, name = (100, "hundred") if number < 1000 else (1000, "thousand")
    many, rest = divmod(number, size)
    joint = " and " if 0 < rest < 100 else " "
    return f"{in_words(many)} {name}" + (f"{joint}{in_words(rest)}" if rest else "")


def counts_in(text: str, sentences: Parsed, lexicon: Lexicon) -> list[Count]:
    return [
        phrase.count
        for sentence in sentences(text)
        for phrase in find_numbers(sentence.words, lexicon, text)
    ]


@pytest.mark.parametrize(
    ("text", "low", "best", "high", "qualifier"),
    [
        ("Seven people were killed.", 7, 7, 7, "exact"),
        ("Twenty-two people were killed.", 22, 22, 22, "exact"),
        ("At least 24 people were killed.", 24, 24, None, "at_least"),
        ("No fewer than nine people were killed.", 9, 9, None, "at_least"),
        ("30 or more people were killed.", 30, 30, None, "at_least"),
        ("More than a dozen people were killed.", 12, 12, None, "more_than"),
        ("Up to 15 people were killed.", None, 15, 15, "up_to"),
        ("As many as two hundred people were killed.", None, 200, 200, "up_to"),
        ("Fewer than ten people were killed.", None, None, 10, "fewer_than"),
        ("About 20 people were killed.", 20, 20, 20, "about"),
        ("30 or so people were killed.", 30, 30, 30, "about"),
        ("Nearly 40 people were killed.", 40, 40, 40, "nearly"),
        ("At least three and possibly up to five people were killed.", 3, None, 5, "range"),
        ("As few as three and as many as nine people died.", 3, None, 9, "range"),
        ("30+ people were killed.", 30, 30, None, "at_least"),
        ("The 20-odd people there were killed.", 20, 20, 20, "about"),
        ("Half a dozen people were killed.", 6, 6, 6, "exact"),
        ("Two dozen people were killed.", 24, 24, 24, "exact"),
        ("A couple of dozen people were killed.", 24, 24, 24, "exact"),
        ("1,250 people were killed.", 1250, 1250, 1250, "exact"),
        ("The raid drove 1 200 people out.", 1200, 1200, 1200, "exact"),
        ("The war drove 2.5 million people out.", 2_500_000, 2_500_000, 2_500_000, "exact"),
        ("Between 30 and 40 people were killed.", 30, None, 40, "range"),
        ("From six to ten people were killed.", 6, None, 10, "range"),
        ("The raid left 12–14 villagers dead.", 12, None, 14, "range"),
        ("Three to five people were killed.", 3, None, 5, "range"),
        ("Two to three dozen people were killed.", 24, None, 36, "range"),
        ("Dozens of people were killed.", None, None, None, "vague"),
        ("A large number of people were killed.", None, None, None, "vague"),
        ("Four were killed and twice as many hurt.", 4, 4, 4, "exact"),
    ],
)
def test_a_worded_number_has_the_bounds_of_its_words(
    text: str,
    low: int | None,
    best: int | None,
    high: int | None,
    qualifier: str,
    sentences: Parsed,
    lexicon: Lexicon,
) -> None:
    count = counts_in(text, sentences, lexicon)[0]
    assert (count.low, count.best, count.high, count.qualifier) == (low, best, high, qualifier)


@pytest.mark.parametrize(
    "text",
    [
        "A 12-year-old boy was hurt.",
        "Those hurt were 41 year old Salim and his son.",
        "The victim was 39 years old.",
        "He was aged 12 to 30.",
        "The jet was a Su-24 of the base.",
        "It happened at 10:30 p.m. near the bridge.",
        "Some said that 50% had left.",
        "It was the 9th such raid.",
        "The raid was on 12 May.",
        "A woman, 34, was hurt.",
        "Gunmen shot Ali Hassan (25) at home.",
    ],
)
def test_ages_dates_times_shares_and_models_count_nobody(
    text: str, sentences: Parsed, lexicon: Lexicon
) -> None:
    assert [c for c in counts_in(text, sentences, lexicon) if c.best is not None] == []


def test_a_rise_from_one_figure_to_another_is_no_range(sentences: Parsed, lexicon: Lexicon) -> None:
    found = counts_in("The death toll rose from six to ten.", sentences, lexicon)
    assert [count.best for count in found] == [6, 10]


def test_the_wording_is_kept_as_it_stands(sentences: Parsed, lexicon: Lexicon) -> None:
    count = counts_in("Upwards of 40 soldiers were killed.", sentences, lexicon)[0]
    assert count.wording == "Upwards of 40"


@given(st.sampled_from(Qualifier), st.integers(0, 10**6), st.integers(0, 10**6))
def test_low_best_and_high_never_cross(qualifier: Qualifier, low: int, more: int) -> None:
    count = make_count(qualifier, low, low + more, wording="so many")
    known = [bound for bound in (count.low, count.best, count.high) if bound is not None]
    assert known == sorted(known)
    assert all(bound in (low, low + more) for bound in known)


@given(st.integers(1, 9999))
def test_a_number_in_words_and_in_digits_is_read_the_same(number: int) -> None:
    # The words are cut at spaces and hyphens, as the tokenizer does: no model is needed.
    lexicon = load_lexicon("en")
    for rendered in (in_words(number), str(number), f"{number:,}"):
        text = f"{rendered} people"
        phrases = find_numbers(plain_tokens(text), lexicon, text)
        assert [phrase.count.best for phrase in phrases] == [number], rendered


def plain_tokens(text: str) -> list[Token]:
    """Cut a text as the tokenizer does, each word tagged as a noun."""
    return [
        Token(
            index=index,
            start=match.start(),
            end=match.end(),
            text=match[0],
            lower=match[0].lower(),
            tag="HYPH" if match[0] == "-" else "NNS",
            pos="NOUN",
            dep="dep",
            head=index,
            sentence=0,
        )
        for index, match in enumerate(re.finditer(r"[^\s-]+|-", text))
    ]
