"""Claimants: who says a figure, who passed it on, and when two names are one party."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.model import Claim, Reading
from geomap.text.voices.claimant_kinds import claimant_kind
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import ClaimantKind, Stance

Read = Callable[[str], Reading]


def only(reading: Reading) -> Claim:
    [claim] = reading.claims
    return claim


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Residents said 12 people were killed in Idlib.", "Residents", "witness"),
        ("Twelve people were killed in Idlib, residents said.", "residents", "witness"),
        ("Twelve people were killed, according to doctors.", "doctors", "hospital"),
        (
            "Twelve people died in Idlib, according to the Syrian Observatory for Human Rights.",
            "Syrian Observatory for Human Rights",
            "ngo_monitor",
        ),
        (
            "According to activists in Hama, 12 people were killed in Idlib.",
            "activists in Hama",
            "activists",
        ),
        (
            '"Twelve people died in Idlib," said Ahmed Omar, a local journalist.',
            "Ahmed Omar",
            "other",
        ),
        ("The army said 12 militants were killed in Idlib.", "army", "military"),
        ("UNICEF said 12 children were killed in Idlib.", "UNICEF", "un_body"),
        (
            "Local media reported that 12 people from three families were killed when alleged "
            "Coalition aircraft bombed Mosul.",
            "Local media",
            "other",
        ),
        ("Hamas said 12 people were killed in Gaza.", "Hamas", "armed_group"),
        ("A police spokesman said four officers died near Idlib.", "police spokesman", "police"),
        (
            "The White Helmets, a civil defence group, said three people died in Idlib.",
            "White Helmets",
            "civil_defence",
        ),
        ("The governor said 12 people were killed in Idlib.", "governor", "government"),
        (
            "Syrian rebels and opposition media outlets claimed that 24 people died in Idlib.",
            "Syrian rebels and opposition media outlets",
            "armed_group",
        ),
    ],
)
def test_the_speaker_is_named_as_the_text_names_it(
    reading_of: Read, text: str, name: str, kind: str
) -> None:
    claimant = only(reading_of(text)).claimant
    assert (claimant.name, claimant.kind.value) == (name, kind)
    assert claimant.relayed_by is None
    assert claimant.span is not None
    assert name in claimant.span.of(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Twelve people killed in Idlib were identified by the Homs media centre.",
            "Homs media centre",
        ),
        ("The death toll was put at 12 by the health ministry.", "health ministry"),
        ("Twelve deaths in Idlib were reported by medics.", "medics"),
    ],
)
def test_the_agent_of_a_passive_speaks(reading_of: Read, text: str, name: str) -> None:
    assert only(reading_of(text)).claimant.name == name


def test_who_identifies_the_dead_knows_them(reading_of: Read) -> None:
    text = "The Homs media centre identified 22 people killed in strikes on Talbiseh."
    claim = only(reading_of(text))
    assert claim.claimant.name == "Homs media centre"
    assert claim.identified


@pytest.mark.parametrize(
    ("text", "name", "relay"),
    [
        (
            "The governor told state television that 12 people were killed in Idlib.",
            "governor",
            "state television",
        ),
        (
            "State media, quoting a doctor, said 12 people were killed in Idlib.",
            "doctor",
            "State media",
        ),
        (
            "The agency said, citing a hospital source, that 12 people were killed in Idlib.",
            "hospital source",
            "agency",
        ),
        ("A doctor told reporters that 12 people were killed in Idlib.", "doctor", None),
    ],
)
def test_who_passed_it_on_stands_beside_who_said_it(
    reading_of: Read, text: str, name: str, relay: str | None
) -> None:
    claimant = only(reading_of(text)).claimant
    assert (claimant.name, claimant.relayed_by) == (name, relay)


@pytest.mark.parametrize(
    "text",
    [
        "Pavlo Kyrylenko said 12 people were killed in Kharkiv. "
        "He added that 30 people were wounded.",
        "The governor, Pavlo Kyrylenko, said 12 people were killed in Kharkiv. "
        "Kyrylenko said 30 people were wounded.",
        "The governor of Donetsk region, Pavlo Kyrylenko, said 12 people were killed. "
        "Kyrylenko said 30 people were wounded.",
        "Pavlo Kyrylenko, the governor, said 12 people were killed. "
        "The governor said 30 people were wounded.",
        "The Emergency Lawyers, a rights group, said 12 people were killed in Idlib. "
        "The group said 30 people were wounded.",
        "Médecins Sans Frontières (MSF) said 12 people were killed in Idlib. "
        "MSF said 30 people were wounded.",
        "Residents said 12 people were killed in Idlib. They said 30 people were wounded.",
    ],
)
def test_two_names_of_one_party_are_one_claimant(reading_of: Read, text: str) -> None:
    first, second = reading_of(text).claims
    assert first.claimant.name == second.claimant.name
    assert first.claimant.kind is second.claimant.kind


@pytest.mark.parametrize(
    "text",
    [
        "The army said 12 people were killed in Idlib. The governor said 30 people were killed.",
        "Residents said 12 people were killed in Idlib. Doctors said 30 people were killed.",
        "An air strike killed 12 people in Idlib, rescuers said. The army said five people died.",
    ],
)
def test_two_parties_stay_apart(reading_of: Read, text: str) -> None:
    first, second = reading_of(text).claims
    assert first.claimant.name != second.claimant.name


@pytest.mark.parametrize(
    "text",
    [
        "An air strike killed 12 people in Idlib on Monday.",
        "It was reported that 12 people were killed in Idlib.",
    ],
)
def test_without_a_speaker_the_report_itself_claims(reading_of: Read, text: str) -> None:
    claimant = only(reading_of(text)).claimant
    assert claimant.kind is ClaimantKind.REPORT
    assert claimant.span is None


def test_a_speaker_beside_the_report_s_own_figure_does_not_take_it_over(reading_of: Read) -> None:
    reading = reading_of(
        "Eleven civilians were killed in Idlib, while residents spoke of at least nine dead."
    )
    own, theirs = reading.claims
    assert (own.count.best, own.claimant.kind) == (11, ClaimantKind.REPORT)
    assert (theirs.count.best, theirs.claimant.kind) == (9, ClaimantKind.WITNESS)


def test_a_denial_is_kept_as_one(reading_of: Read) -> None:
    reading = reading_of(
        "Witnesses said that the raid on Idlib killed 12 people, but the army denied that "
        "civilians had been killed."
    )
    said, denied = reading.claims
    assert (said.claimant.kind, said.stance) == (ClaimantKind.WITNESS, Stance.ASSERTED)
    assert (denied.claimant.kind, denied.stance) == (ClaimantKind.MILITARY, Stance.DENIED)


def test_a_ministry_s_denial_without_a_figure_is_a_statement(reading_of: Read) -> None:
    reading = reading_of("The defence ministry denied that its aircraft had bombed Idlib.")
    assert reading.claims == ()
    [statement] = reading.statements
    assert statement.claimant.name == "defence ministry"
    assert (statement.stance, statement.topic) == (Stance.DENIED, "denial")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a resident of Talbiseh", ClaimantKind.WITNESS),
        ("the White Helmets", ClaimantKind.CIVIL_DEFENCE),
        ("hospital director", ClaimantKind.HOSPITAL),
        ("the UN human rights office", ClaimantKind.UN_BODY),
        ("Reuters", ClaimantKind.NEWS_AGENCY),
        ("state television", ClaimantKind.BROADCASTER),
        ("the Syrian Observatory for Human Rights", ClaimantKind.NGO_MONITOR),
        ("activists in Hama", ClaimantKind.ACTIVISTS),
        ("the Russian defence ministry", ClaimantKind.MILITARY),
        ("Boko Haram", ClaimantKind.ARMED_GROUP),
        ("the governor of Khartoum", ClaimantKind.GOVERNMENT),
        ("police", ClaimantKind.POLICE),
        ("the provincial police chief", ClaimantKind.POLICE),
        ("Médecins Sans Frontières", ClaimantKind.NGO_MONITOR),
        ("Jane Doe", ClaimantKind.OTHER),
    ],
)
def test_the_words_of_a_name_tell_the_kind_of_party(
    lexicon: Lexicon, name: str, kind: ClaimantKind
) -> None:
    assert claimant_kind(name, lexicon) is kind
    assert claimant_kind(name.upper(), lexicon) is kind


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Five people died, residents said; police said nine.",
            {5: "residents", 9: "police"},
        ),
        (
            "Eight people died, the mayor said, though a nurse said she had seen 12 bodies.",
            {8: "mayor", 12: "nurse"},
        ),
        (
            "By the count of the parish priest, 27 people died; the commissioner admits to nine.",
            {27: "parish priest", 9: "commissioner"},
        ),
        (
            "Staff of the hospital counted seven bodies; the police, who came later, five.",
            {7: "Staff of the hospital", 5: "police"},
        ),
        (
            "Al-Bab: 3 dead (police). Jarablus: 1 killed (local council).",
            {3: "police", 1: "local council"},
        ),
        (
            "The Red Cross interviewed nine survivors of the raid on Ngarbuh, "
            "who said that soldiers killed 21 people.",
            {21: "survivors"},
        ),
        (
            "The United Nations has received reports that 30 villagers were killed.",
            {30: "United Nations"},
        ),
        ("Army kills 37 rebels in Sirte -state news agency", {37: "state news agency"}),
    ],
)
def test_each_figure_goes_to_who_says_it(text: str, told: dict[int, str], read: Read) -> None:
    found = {claim.count.best: claim.claimant.name for claim in read(text).claims}
    for best, name in told.items():
        assert name in found[best]


def test_nobody_claims_what_no_group_has_claimed(read: Read) -> None:
    claim = only(read("No group has claimed the bombing, which killed ten shoppers."))
    assert claim.claimant.kind is ClaimantKind.REPORT
    assert claim.stance is Stance.ASSERTED


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Red Cross has picked up 14 bodies in Idlib.", "Red Cross"),
        ("Rescue workers recovered 14 bodies in Idlib.", "Rescue workers"),
        ("Correction: The health ministry said 14 people died in Idlib.", "health ministry"),
    ],
)
def test_who_laid_hands_on_the_dead_counts_them_and_a_label_says_nothing(
    read: Read, text: str, name: str
) -> None:
    assert only(read(text)).claimant.name == name


def test_the_office_of_a_body_just_named_is_that_body_s(read: Read) -> None:
    first, later = read(
        "The Red Cross said 14 people died in Idlib. Its local president put the number killed at "
        "15."
    ).claims
    assert first.claimant.name == "Red Cross"
    assert later.claimant.name.startswith("Red Cross")


def test_soldiers_who_found_bodies_are_no_claimants(read: Read) -> None:
    assert only(read("Troops recovered 14 bodies in Idlib.")).claimant.kind is ClaimantKind.REPORT


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Superintendent Rolando Catamin, the provincial police chief, said six people were "
            "killed in Tagum on Monday.",
            ClaimantKind.POLICE,
        ),
        (
            "Director Amina Yusuf, a doctor at the hospital, said six people were killed.",
            ClaimantKind.HOSPITAL,
        ),
        ("Jane Doe, a friend from Leeds, said six people were killed.", ClaimantKind.OTHER),
    ],
)
def test_an_office_told_behind_a_name_tells_the_kind(
    read: Read, text: str, kind: ClaimantKind
) -> None:
    assert only(read(text)).claimant.kind is kind


def test_who_are_believed_dead_say_nothing(read: Read) -> None:
    text = "Two privates believed dead walked into the camp. Three soldiers were killed."
    assert {claim.claimant.kind for claim in read(text).claims} == {ClaimantKind.REPORT}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "At least 86 killed in bombings in Mubi, residents say; police put toll at 27",
            {86: "residents", 27: "police"},
        ),
        (
            "At least 30 people died in Jos, villagers said; the army put the toll at 12.",
            {30: "villagers", 12: "army"},
        ),
        (
            "At least 30 people died in Jos, villagers said; the army arrived at noon.",
            {30: "villagers"},
        ),
        ("Police put the toll at 27.", {27: "Police"}),
    ],
)
def test_who_puts_a_toll_at_a_figure_says_that_one_only(
    text: str, told: dict[int, str], reading_of: Read
) -> None:
    claims = reading_of(text).claims
    assert {claim.count.best: claim.claimant.name for claim in claims} == told
