"""What the reader passes over for speed tells of nothing: proved against looking at all."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geomap.text.harm.casualties import find_casualties, tells_of_harm
from geomap.text.parsing.grammar import Sentence
from geomap.text.people.victims import find_groups
from geomap.text.words.lexicon import Lexicon, load_lexicon

Cut = Callable[[str], tuple[Sentence, ...]]

_OWN = ("casualty_sentences", "claim_sentences", "worded_sentences")


class _Everything(frozenset[str]):
    """A set that holds every word."""

    def __contains__(self, word: object) -> bool:
        return True


def _words() -> list[str]:
    """Gather the words that casualty grammar turns on, and people and numbers to hit."""
    lexicon = load_lexicon("en")
    harm = lexicon.harm
    lists = (
        *(lexicon.verbs, lexicon.states, lexicon.nouns, lexicon.subject_verbs, lexicon.vague),
        *(getattr(harm, name) for name in type(harm).__slots__),
    )
    people = ["people", "soldiers", "civilians", "fighters", "villagers", "Homs", ".", "in"]
    numbers = ["12", "three", "dozens", "a", "the", "of", "were", "was", "more", "than", "and"]
    return sorted({word for words in lists for word in words}) + 25 * (people + numbers)


def assert_nothing_is_passed_over(text: str, sentences: Cut, lexicon: Lexicon) -> None:
    every = replace(lexicon, harmful=_Everything())
    for sentence in sentences(text):
        groups = find_groups(sentence, lexicon)
        told = find_casualties(sentence, groups, every)
        assert find_casualties(sentence, groups, lexicon) == told
        assert not told or tells_of_harm(sentence, lexicon)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(words=st.lists(st.sampled_from(_words()), min_size=2, max_size=14))
def test_a_sentence_without_a_word_of_harm_tells_of_none(
    words: list[str], sentences: Cut, lexicon: Lexicon
) -> None:
    assert_nothing_is_passed_over(" ".join(words), sentences, lexicon)


def test_no_casualty_of_the_own_sentences_is_passed_over(sentences: Cut, lexicon: Lexicon) -> None:
    for name in _OWN:
        lines = Path(__file__).with_name(f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        assert lines
        for line in lines:
            assert_nothing_is_passed_over(json.loads(line)["text"], sentences, lexicon)
