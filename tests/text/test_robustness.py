"""Reading hostile text: no crash, time that grows with the text, spans that stay inside."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geomap.model import Reading

Read = Callable[[str], Reading]

_ANY = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.characters(categories=["Cs", "Cf", "Cc"]),
        st.sampled_from("\u202e\u2066\u200f\ud800\udfff\x00'\"(),.;- 0123456789"),
    ),
    max_size=60,
)
_WORDS = st.lists(
    st.sampled_from(
        [
            *("killed", "wounded", "dead", "missing", "of", "the", "them", "including", "and"),
            *("two", "12", "dozens", "people", "soldiers", ",", "(", ")", "among", "whom", "toll"),
            *("rose", "from", "to", "were", "his", "family", "no", "one", "another", "between"),
            *("taken", "hospital", "lost", "body", "casualties", "stood", "at", "Homs", "."),
            *("a", "fourth", "26th", "has", "died", "attackers", "shot", "today", "days", "after"),
        ]
    ),
    max_size=25,
)


def assert_whole(reading: Reading) -> None:
    text = reading.report.text
    for claim in reading.claims:
        assert 0 <= claim.span.start < claim.span.end <= len(text)
        assert claim.sentence.covers(claim.span)
    for toponym in reading.toponyms:
        assert toponym.span.of(text) == toponym.surface


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(noise=_ANY)
def test_any_characters_are_read_without_a_crash(noise: str, read: Read) -> None:
    assert_whole(read(f"{noise} Three people were killed in Homs. {noise}"))


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(words=_WORDS)
def test_any_order_of_the_grammars_own_words_is_read(words: list[str], read: Read) -> None:
    assert_whole(read(" ".join(words)))


@pytest.mark.parametrize(
    "text",
    [
        "\ud800 Three people were killed \udfff in Homs.",
        "\u202eThree people were killed\u202c in Homs.",
        "\u2066Three\u2069 people were killed in Homs.\x00",
    ],
)
def test_lone_surrogates_and_bidi_controls_hide_no_figure(text: str, read: Read) -> None:
    reading = read(text)
    assert [claim.count.best for claim in reading.claims] == [3]
    assert reading.report.text == text


@pytest.mark.parametrize("end", ["26th.", "a fourth", "the 4th", "the third", "a second person"])
def test_an_ordinal_may_be_the_last_word(end: str, read: Read) -> None:
    assert_whole(read(f"Three people were killed in Homs, as was said on October {end}"))


def test_a_number_of_any_length_is_no_count_and_no_crash(read: Read) -> None:
    reading = read(f"The raid killed {'9' * 5000} people and wounded 12-{'9' * 5000} others.")
    assert_whole(reading)
    assert all(claim.count.best is None for claim in reading.claims)


@pytest.mark.parametrize("unit", ["7 ", "(", "and ", "Homs, "])
def test_time_grows_with_the_text_and_not_with_its_square(unit: str, read: Read) -> None:
    def seconds(size: int) -> float:
        text = (unit * (size // len(unit) + 1))[:size]
        start = time.perf_counter()
        read(text)
        return time.perf_counter() - start

    seconds(1_000)
    # Inside one piece: longer texts are cut at 20,000 characters for the parser.
    half, whole = seconds(10_000), seconds(20_000)
    assert whole < 60
    assert whole < 4 * half + 2
