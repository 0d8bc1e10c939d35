"""Clauses: where each begins, and whose place and day are the event's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.model import Reading
from geomap.text.parsing.clauses import main_clauses, quiet_words
from geomap.text.parsing.grammar import Sentence
from geomap.vocabulary import EventPlace

Read = Callable[[str], Reading]
Parse = Callable[[str], tuple[Sentence, ...]]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "A bomb killed four people in Homs, and gunmen attacked a post in Hama.",
            ["A bomb killed four people in Homs, and", "gunmen attacked a post in Hama."],
        ),
        (
            "Rebels shelled Homs, while jets bombed Idlib.",
            ["Rebels shelled Homs,", "while jets bombed Idlib."],
        ),
        (
            "Rebels seized 20 girls from Dapchi in 2018; the mothers met on Sunday.",
            ["Rebels seized 20 girls from Dapchi in 2018;", "the mothers met on Sunday."],
        ),
        ("Gunmen attacked a post in Hama and killed five people.", []),
        ("Gunmen attacked a post in Hama, killing five people.", []),
    ],
)
def test_clauses_side_by_side_are_parted_at_their_first_words(
    sentences: Parse, text: str, parts: list[str]
) -> None:
    [sentence] = sentences(text)
    assert [clause.of(text) for clause in main_clauses(sentence)] == parts


def test_nothing_is_quiet_where_no_clause_or_every_clause_tells_of_something(
    sentences: Parse,
) -> None:
    [sentence] = sentences("Homs was calm, but shells fell on Hama.")
    words = [word.text for word in sentence.words]
    assert quiet_words(sentence, []) == frozenset()
    assert quiet_words(sentence, [words.index("calm"), words.index("fell")]) == frozenset()
    quiet = quiet_words(sentence, [words.index("fell")])
    assert words.index("Homs") in quiet
    assert words.index("Hama") not in quiet


def test_the_place_and_the_day_are_those_of_the_clause_that_tells_of_the_event(
    reading_of: Read,
) -> None:
    reading = reading_of(
        "Damascus was quiet on Monday, but gunmen raided a plant in Homs on Saturday and "
        "killed three guards."
    )
    told = {toponym.surface: toponym.told for toponym in reading.toponyms}
    days = {mention.span.of(reading.report.text): mention.role for mention in reading.dates}
    assert told == {"Damascus": None, "Homs": EventPlace.TOLD}
    assert days == {"Monday": "speech", "Saturday": "event"}


def test_a_day_behind_what_was_counted_is_not_that_of_the_counting(reading_of: Read) -> None:
    reading = reading_of("The group counted five people killed in Homs on Friday.")
    assert [mention.role for mention in reading.dates] == ["event"]
