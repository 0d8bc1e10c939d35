"""Words put in between commas."""

from __future__ import annotations

from collections.abc import Callable

from geomap.text.parsing.grammar import Sentence
from geomap.text.parsing.interjections import put_in
from geomap.text.words.lexicon import Lexicon

Figure = tuple[str, int | None, int | None, str]


def test_who_says_it_is_put_in_and_not_a_victim(
    sentences: Callable[[str], tuple[Sentence, ...]],
    lexicon: Lexicon,
    figures: Callable[[str], list[Figure]],
) -> None:
    (sentence,) = sentences("Some thirty people, the imam says, are dead.")
    assert sentence.surface(*(min(put_in(sentence, lexicon)), max(put_in(sentence, lexicon)))) == (
        ", the imam says,"
    )
    assert figures("Some thirty people, the imam says, are dead.") == [("killed", 30, 30, "whole")]


def test_a_list_is_nothing_put_in(
    sentences: Callable[[str], tuple[Sentence, ...]], lexicon: Lexicon
) -> None:
    (sentence,) = sentences("A boy, two girls, and a nurse are dead.")
    assert put_in(sentence, lexicon) == set()
