"""Who speaks: one party under many names, parties of the user's own, and tables that are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from geomap.errors import UsageError
from geomap.events.figures.authorities import load_authorities, read_authorities
from geomap.vocabulary import ClaimantKind
from tests.builders import make_claimant

KNOWN = load_authorities()


@pytest.mark.parametrize(
    "names",
    [
        ("Russia's defence ministry", "the Russian Ministry of Defense", "the Russian military"),
        ("a Taliban official", "the same Taliban official", "Taliban"),
        ("police", "a police spokesman in Jos", "the police chief"),
        ("U.N. officials", "the United Nations"),
        ("Médecins Sans Frontières", "Doctors Without Borders", "MSF"),
        ("Pavlo Kyrylenko, governor of the region", "the governor"),
        ("the hospital's director", "a doctor at the military hospital"),
    ],
)
def test_the_names_of_one_party_have_one_key(names: tuple[str, ...]) -> None:
    assert len({KNOWN.key(make_claimant(name)) for name in names}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Russian army", "the Syrian army"),
        ("a church official", "officials"),
        ("Islamic State", "the Islamic Emirate"),
        ("the health ministry", "the defence ministry"),
        ("the Green Party", "the Red Party"),
    ],
)
def test_two_parties_have_two_keys(one: str, other: str) -> None:
    assert KNOWN.key(make_claimant(one)) != KNOWN.key(make_claimant(other))


def test_an_unknown_speaker_stays_as_written() -> None:
    speaker = make_claimant("the Society of Bakers")
    assert KNOWN.find(speaker) is None
    assert KNOWN.key(speaker) == "society of bakers"


def test_every_party_that_ships_is_found_by_each_of_its_words() -> None:
    for party in KNOWN.parties.values():
        for words in party.words:
            found = KNOWN.find(make_claimant(words.removeprefix("=")))
            assert found is not None
            assert found.id == party.id, words


def test_the_user_s_parties_come_beside_and_before_those_that_ship(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(
        "id,name,kind,side,country,words\n"
        "bakers,Society of Bakers,other,local,SY,society of bakers|bakers' society\n"
        "msf,MSF Example,hospital,independent,,msf\n",
        encoding="utf-8",
    )
    mine = load_authorities(path)
    assert mine.key(make_claimant("the Bakers' Society")) == "bakers"
    assert mine.parties["msf"].kind is ClaimantKind.HOSPITAL
    assert mine.key(make_claimant("the police")) == "police"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id,name,kind,side,country\n", "the column 'words' is missing"),
        ("id,name,kind,side,country,words\nx,X,wizard,,,x\n", "'wizard' is no kind of claimant"),
        ("id,name,kind,side,country,words\n,X,police,,,x\n", "needs an id and words"),
        ("id,name,kind,side,country,words\nx,X,police,,,=|\n", "needs an id and words"),
        ('id,name,kind,side,country,words\nx,"X', "is no table of claimants"),
    ],
)
def test_a_table_that_is_none_is_refused_with_its_line(
    text: str, message: str, tmp_path: Path
) -> None:
    path = tmp_path / "broken.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        read_authorities(path)
    with pytest.raises(UsageError):
        read_authorities(tmp_path / "none.csv")


@pytest.mark.parametrize(
    ("name", "party"),
    [
        ("SOHR activists", "sohr"),
        ("volunteers of the Red Cross", "red-cross"),
        ("Houthi military spokesman Yahya Saree", "houthi"),
        ("an activist", "activists"),
        ("Chechnya's Ministry of Internal Affairs", "interior-ministry"),
        ("provincial governor Tooryalai Wesa", "governor"),
        ("Deputy Governor Abdul Qadim", "deputy-governor"),
    ],
)
def test_a_body_s_people_speak_for_the_body(name: str, party: str) -> None:
    assert KNOWN.key(make_claimant(name)) == party


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Lebanese health ministry", "the Syrian health ministry"),
        ("the Syrian Network for Human Rights", "the Syrian Observatory for Human Rights"),
    ],
)
def test_parties_of_their_own_are_apart_however_alike(one: str, other: str) -> None:
    assert KNOWN.apart(make_claimant(one), make_claimant(other))


def test_a_kind_of_bodies_is_apart_from_nobody() -> None:
    syria = make_claimant("the Syrian health ministry")
    assert not KNOWN.apart(make_claimant("the health ministry"), syria)
    assert not KNOWN.apart(make_claimant("a UN spokesman"), make_claimant("UNAMA"))


def test_what_a_monitor_publishes_is_its_own_only_where_it_bears_its_name() -> None:
    [monitor] = [party for party in KNOWN.parties.values() if party.id == "sohr"]
    assert KNOWN.named("SOHR") == KNOWN.named("Syrian Observatory for Human Rights") == monitor
    assert KNOWN.named("SOHR via Facebook") is None


def test_a_label_that_names_a_kind_of_bodies_speaks_of_whoever_is_of_it() -> None:
    assert KNOWN.speaks_of("police toll now seven", ClaimantKind.POLICE)
    assert not KNOWN.speaks_of("toll now seven", ClaimantKind.POLICE)
    assert not KNOWN.speaks_of("police toll now seven", ClaimantKind.HOSPITAL)
    assert not KNOWN.speaks_of("policed streets", ClaimantKind.POLICE)
