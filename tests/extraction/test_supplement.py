"""A proposal is added where it stands up to the report, and never changes what is there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geomap.extraction.supplement import supplemented
from geomap.model import Reading
from geomap.protocols import Proposal
from geomap.stretches import Span
from geomap.vocabulary import ClaimantKind, Qualifier, Quantity, Scope, Stance, ToponymRole
from tests.builders import make_claim, make_reading, make_report, make_toponym

TEXT = (
    "Residents of Talbiseh buried twenty-two of their own on Thursday. A doctor told state "
    "television that nobody was hurt. Several houses fell."
)
BURIED = Proposal(
    quote="twenty-two of their own",
    quantity=Quantity.KILLED,
    low=22,
    high=22,
    qualifier=Qualifier.EXACT,
    claimant="Residents of Talbiseh",
    place="Talbiseh",
)
NOBODY = replace(
    BURIED,
    quote="nobody was hurt",
    quantity=Quantity.WOUNDED,
    low=0,
    high=0,
    qualifier=Qualifier.ZERO,
    claimant="A doctor",
    relayed_by="state television",
    place=None,
)


def words(quote: str) -> frozenset[int]:
    known = {"twenty-two": 22, "dozen": 12}
    return frozenset(known[word] for word in quote.split() if word in known)


@pytest.fixture
def reading() -> Reading:
    ends = [TEXT.index(". ") + 1, TEXT.index("hurt.") + 5, len(TEXT)]
    starts = [0, ends[0] + 1, ends[1] + 1]
    spans = (Span(report_id="r1", start=a, end=b) for a, b in zip(starts, ends, strict=True))
    return make_reading(make_report(TEXT), sentences=tuple(spans))


def added(reading: Reading, *proposals: Proposal) -> tuple[Reading, tuple[str, ...]]:
    return supplemented(reading, proposals, found_by="m at h", figures=words)


def test_a_claim_comes_with_its_words_its_claimant_and_its_place(reading: Reading) -> None:
    told, refused = added(reading, BURIED, NOBODY)
    assert refused == ()
    buried, nobody = told.claims
    assert buried.span.of(TEXT) == buried.count.wording == "twenty-two of their own"
    assert buried.sentence == reading.sentences[0]
    assert (buried.count.low, buried.count.best, buried.count.high) == (22, 22, 22)
    assert (buried.claimant.name, buried.claimant.kind) == (
        "Residents of Talbiseh",
        ClaimantKind.OTHER,
    )
    assert {claim.found_by for claim in told.claims} == {"m at h"}
    assert nobody.claimant.relayed_by == "state television"
    [place] = told.toponyms
    assert (place.surface, place.role) == ("Talbiseh", ToponymRole.EVENT)
    assert place.reason == "named by m at h"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"quote": "22 of their own"}, "do not stand in the report"),
        ({"low": 23, "high": 23}, "the number 23 does not stand in these words"),
        ({"low": 22, "high": 30}, "the number 30"),
        ({"claimant": "the governor"}, "its claimant 'the governor' does not stand near it"),
        ({"place": "Homs"}, "its place 'Homs'"),
        ({"qualifier": Qualifier.VAGUE}, "a vague word has no bounds"),
        ({"qualifier": Qualifier.ZERO}, "nobody was harmed is 0"),
        ({"quote": "twenty-two of their own on Thursday. A doctor"}, "end of a sentence"),
        ({"low": 30, "high": 20}, "the number 30"),
    ],
)
def test_what_does_not_stand_in_the_report_is_refused(
    reading: Reading, change: dict[str, object], why: str
) -> None:
    told, [refused] = added(reading, replace(BURIED, **change))
    assert told == reading
    assert why in refused


def test_what_stands_too_far_away_is_refused() -> None:
    text = f"Talbiseh. {'Word ' * 300}. Twenty died: twenty-two of their own."
    report = make_report(text)
    whole = Span(report_id="r1", start=0, end=len(text))
    told, [refused] = added(
        make_reading(report, sentences=(whole,)), replace(BURIED, claimant=None)
    )
    assert not told.claims
    assert "its place" in refused


def test_what_the_rules_have_found_stays_as_it_is(reading: Reading) -> None:
    start = TEXT.index("twenty-two")
    own = make_claim(20, span=Span(report_id="r1", start=start, end=start + 10))
    there = make_toponym(span=Span(report_id="r1", start=13, end=21), role=ToponymRole.CONTEXT)
    known = replace(reading, claims=(own,), toponyms=(there,))
    assert added(known, BURIED) == (known, ())
    told, _ = added(replace(reading, toponyms=(there,)), BURIED)
    assert told.toponyms == (there,)
    assert len(told.claims) == 1


def test_a_vague_word_a_bound_and_a_stance_are_kept(reading: Reading) -> None:
    vague = replace(
        BURIED, low=None, high=None, qualifier=Qualifier.VAGUE, stance=Stance.ALLEGED,
        scope=Scope.BACKGROUND,
    )  # fmt: skip
    least = replace(BURIED, high=None, qualifier=Qualifier.AT_LEAST)
    [one] = added(reading, vague)[0].claims
    [other] = added(reading, least)[0].claims
    assert (one.count.low, one.count.best, one.count.high) == (None, None, None)
    assert (one.stance, one.scope) == (Stance.ALLEGED, Scope.BACKGROUND)
    assert (other.count.low, other.count.best, other.count.high) == (22, 22, None)


def test_ids_do_not_meet_those_of_the_rules(reading: Reading) -> None:
    own = make_claim(3, id="r1-c2", span=Span(report_id="r1", start=120, end=127))
    told, _ = added(replace(reading, claims=(own,)), BURIED, NOBODY)
    assert len({claim.id for claim in told.claims}) == 3
