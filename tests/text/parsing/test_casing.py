"""Capitals: texts that have only them, or none, are read as usual and kept as written."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.model import Reading
from geomap.text.parsing.casing import recased
from geomap.text.words.lexicon import load_lexicon
from geomap.vocabulary import ToponymRole

Read = Callable[[str], Reading]

_KNOWN = {
    "Ayacucho": 1,
    "Deir": 1,
    "Zor": 1,
    "Kivu": 1,
    "Idlib": 2,
    "Bamako": 2,
    "Cape Town": 2,
    "Turkey": 2,
    "North Kivu": 2,
    "The Town": 2,
    "Reading": 2,
}
_CABLE = (
    "LIMA, 4 MAY 90 (EFE) -- [TEXT] THE POLICE REPORTED TODAY THAT SHINING PATH GUERRILLAS "
    "MURDERED EIGHT PEASANTS IN THE TOWN OF HUANTA YESTERDAY. TWO OF THE ATTACKERS WERE WOUNDED, "
    "GEN. JULIO ROJAS SAID."
)


def known(name: str, *, famous: bool = False) -> int:
    told = _KNOWN.get(name, 0)
    return told if told == 2 or not famous else 0


def usual(text: str) -> str:
    return recased(text, load_lexicon("en"), known)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (
            "TWO PEASANTS WERE SHOT IN AYACUCHO ON 3 MARCH.",
            "Two peasants were shot in Ayacucho on 3 March.",
        ),
        ("THE FMLN SAID THREE SOLDIERS DIED.", "The FMLN said three soldiers died."),
        ("POLICEMEN MAY MARCH ON MONDAY", "Policemen may march on Monday"),
        ("A BOMB KILLED 4 IN IDLIB. U.N. STAFF FLED", "A bomb killed 4 in Idlib. U.N. Staff fled"),
        (
            "three killed as shells hit a market in deir ez-zor on 22 may",
            "Three killed as shells hit a market in Deir Ez-Zor on 22 May",
        ),
        (
            "gunmen shot 4 men in metekel, rescuers told us",
            "Gunmen shot 4 men in Metekel, rescuers told us",
        ),
        ("THE MAYOR OF CAPE TOWN FLEW TO TURKEY", "The mayor of Cape Town flew to turkey"),
        ("THE MAYOR IS IN TURKEY NOW", "The mayor is in Turkey now"),
        ("SIX DIED IN NORTH KIVU, NORTH OF THE TOWN", "Six died in North Kivu, north of the town"),
    ],
)
def test_a_text_without_usual_capitals_is_written_as_a_newspaper_would(
    text: str, written: str
) -> None:
    assert usual(text) == written


@pytest.mark.parametrize(
    "text",
    [
        "Two peasants were shot in Ayacucho.",
        "BREAKING: Three dead in Idlib",
        "AIR FORCE",
        "- two in douma",
        "",
    ],
)
def test_usual_letters_and_names_alone_stay(text: str) -> None:
    assert usual(text) == text


def test_only_the_paragraphs_that_need_it_are_written_anew() -> None:
    text = "4 KILLED IN BAMAKO BLAST\n\nFour people died in a blast in BAMAKO, AFP said."
    assert usual(text) == (
        "4 killed in Bamako blast\n\nFour people died in a blast in BAMAKO, AFP said."
    )


@given(st.text(alphabet="ABCÄßŒİıĳŉῼ .'\n’abc1-", max_size=60) | st.text(max_size=60))
def test_every_character_stays_where_it_stood(text: str) -> None:
    for letters in (text, text.upper(), text.lower()):
        written = usual(letters)
        assert len(written) == len(letters)
        assert written.upper() == letters.upper()


def test_a_cable_in_capitals_is_read_and_its_names_are_kept_as_written(read: Read) -> None:
    reading = read(_CABLE)
    assert [(claim.quantity, claim.count.low) for claim in reading.claims] == [
        ("killed", 8),
        ("wounded", 2),
    ]
    assert [claim.claimant.name for claim in reading.claims] == ["POLICE", "GEN. JULIO ROJAS"]
    happened = [t.surface for t in reading.toponyms if t.role is ToponymRole.EVENT]
    assert happened == ["HUANTA"]
    assert all(t.surface == t.span.of(_CABLE) for t in reading.toponyms)


def test_letters_change_nothing_of_what_is_counted(read: Read) -> None:
    text = "Shells killed four women in Talbiseh and wounded six in Rastan on 3 May, doctors said."
    plain = read(text)
    for other in (read(text.upper()), read(text.lower())):
        assert [c.count for c in other.claims] == [c.count for c in plain.claims]
        assert [c.span for c in other.claims] == [c.span for c in plain.claims]
        assert [(t.span, t.role) for t in other.toponyms] == [
            (t.span, t.role) for t in plain.toponyms
        ]
        assert [d.when for d in other.dates] == [d.when for d in plain.dates]


@pytest.mark.parametrize(
    ("loud", "quiet"),
    [
        ("AIR STRIKE KILLS NINE IN TAIZ MARKET", "Air strike kills nine in Taiz market"),
        ("UN: 12 DEAD, 30 HURT IN KABUL BLAST", "UN: 12 dead, 30 hurt in Kabul blast"),
    ],
)
def test_a_headline_in_capitals_tells_what_it_tells_in_small_letters(
    loud: str, quiet: str, read: Read
) -> None:
    told = [(claim.quantity, claim.count) for claim in read(loud).claims]
    assert told == [(claim.quantity, claim.count) for claim in read(quiet).claims]
    assert told
