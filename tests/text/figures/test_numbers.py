"""Where a number can begin is told at a glance, and never wrongly denied."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.text.figures.counts import find_numbers
from geomap.text.figures.numbers import may_open
from geomap.text.parsing.grammar import Sentence
from geomap.text.words.lexicon import load_lexicon

LEXICON = load_lexicon("en")
_COUNTED = (
    "At least three shepherds were killed.",
    "Between five and ten shepherds were killed.",
    "Dozens of shepherds were killed.",
    "As many as nine shepherds were killed.",
    "Twice as many shepherds were killed.",
    "12-14 shepherds were killed.",
    "Half a dozen shepherds were killed.",
    "An unknown number of shepherds were killed.",
    "From six to eight shepherds were killed.",
    "Possibly several shepherds were killed.",
    "No fewer than 1,200 shepherds were killed.",
)


@pytest.mark.parametrize("text", _COUNTED)
def test_every_number_opens_with_a_word_that_may_open_one(
    sentences: Callable[[str], tuple[Sentence, ...]], text: str
) -> None:
    words = sentences(text)[0].words
    found = find_numbers(words, LEXICON, text)
    assert len(found) == 1
    assert may_open(words[found[0].first], LEXICON)


def test_most_words_open_no_number(sentences: Callable[[str], tuple[Sentence, ...]]) -> None:
    words = sentences("Shepherds were killed on the road to Homs by gunmen in pickups.")[0].words
    assert not any(may_open(word, LEXICON) for word in words if word.pos in ("NOUN", "VERB"))
