from __future__ import annotations

import pytest

from geomap.text.parsing.tongues import WORD, Tongue, language_code, language_name, load_tongues


@pytest.mark.parametrize("tongue", load_tongues().all, ids=lambda tongue: tongue.code)
def test_every_language_has_a_name_a_script_and_whole_months(tongue: Tongue) -> None:
    assert tongue.name[0].isupper()
    assert tongue.scripts
    assert sorted(set(tongue.months.values())) in ([], list(range(1, 13)))
    assert all(word == word.lower() for word in tongue.words)


def test_every_script_but_latin_has_at_most_one_language_that_is_taken_by_default() -> None:
    for script in load_tongues().scripts:
        assert sum(tongue.default for tongue in load_tongues().of_script(script)) <= 1


def test_a_word_that_one_language_alone_has_weighs_most() -> None:
    french = load_tongues().get("fr")
    assert french is not None
    assert french.weights["selon"] > french.weights["le"] > 0


def test_a_language_is_named_in_words_and_an_unknown_one_by_its_code() -> None:
    assert language_name("ar") == "Arabic ('ar')"
    assert language_name("qq") == "'qq'"


@pytest.mark.parametrize("word", ["घायल", "হয়েছেন", "ကျည်", "l'hôpital", "ez-Zor", "חמוש"])
def test_a_word_of_any_script_is_one_word(word: str) -> None:
    assert WORD.findall(f"{word} {word}") == [word, word]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("en", "en"), ("en-US", "en"), ("pt_BR", "pt"), ("AR", "ar"), (" English ", "en"),
        ("eng", None), ("", None), (None, None), ("12", None), ("und", None),
    ],
)  # fmt: skip
def test_a_language_is_known_by_its_code_with_a_region_or_by_its_name(
    written: str | None, code: str | None
) -> None:
    assert language_code(written) == code
