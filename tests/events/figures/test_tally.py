"""Figures over claims: a range over who says what, nobody counted twice, nothing invented."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from geomap.events.figures.counting import two_sides
from geomap.events.figures.tally import credible, disputed_points, tally, voice_of
from geomap.model import Claim, Count, Tally
from geomap.vocabulary import ClaimantKind, Qualifier, Quantity, Scope, Stance, Victims
from tests.builders import make_claim, make_claimant, make_span, make_statement


def said(
    number: int | None,
    by: str = "a resident",
    *,
    claim_id: str | None = None,
    kind: ClaimantKind = ClaimantKind.WITNESS,
    at: int = 0,
    wording: str | None = None,
    top: int | None = -1,
    **changes: Any,
) -> Claim:
    """One figure: exact unless ``top`` says otherwise, told in the sentence at an offset."""
    high = number if top == -1 else top
    if number is None:
        qualifier = Qualifier.VAGUE
    else:
        qualifier = Qualifier.EXACT if high == number else Qualifier.AT_LEAST
    count = Count(
        low=number, best=number, high=high, qualifier=qualifier, wording=wording or str(number)
    )
    fields: dict[str, Any] = {
        "id": claim_id or f"{by}-{number}-{at}",
        "count": count,
        "claimant": make_claimant(by, kind=kind),
        "span": make_span(at, at + 5),
        "sentence": make_span(at, at + 40),
        "stance": Stance.ASSERTED,
    }
    return make_claim(number, **fields | changes)


def killed(*claims: Claim) -> tuple[int | None, int | None, int | None]:
    found = tally(claims, Quantity.KILLED)
    return found.low, found.best, found.high


def test_nobody_s_word_gives_no_figure() -> None:
    assert tally([], Quantity.KILLED) == Tally()


def test_an_unknown_number_stays_unknown() -> None:
    assert killed(said(None)) == (None, None, None)


def test_an_unknown_number_changes_no_known_one() -> None:
    assert killed(said(None), said(5, "the army")) == (5, 5, 5)


def test_none_killed_said_outright_is_zero() -> None:
    assert killed(said(0, "the police")) == (0, 0, 0)


def test_two_claimants_make_a_range_and_are_never_added() -> None:
    low, _, high = killed(said(20), said(22, "the media centre"))
    assert (low, high) == (20, 22)


def test_a_claimant_who_says_that_people_come_on_top_adds_them_to_the_count_before() -> None:
    girl = said(1, "residents", at=50, wording="A girl", adds=True)
    assert killed(said(4, "the army"), girl) == (5, 5, 5)
    assert killed(girl) == (1, 1, 1)


def test_who_goes_on_with_a_count_of_its_own_adds_to_that_one() -> None:
    first, other = said(20, "the army"), said(6, "rescuers", at=50)
    later = said(2, "the army", at=100, adds=True)
    low, _, high = killed(first, other, later)
    assert (low, high) == (6, 22)


def test_the_same_number_of_others_in_one_sentence_is_added() -> None:
    assert killed(said(2, claim_id="a"), said(2, claim_id="b", adds=True)) == (4, 4, 4)
    assert killed(said(2, claim_id="a"), said(2, claim_id="b")) == (2, 2, 2)


def test_more_than_adds_nobody() -> None:
    more = said(20, at=50, wording="more than 20", top=None)
    assert killed(said(10), more) == (20, 20, None)


def test_who_identified_the_dead_gives_the_best_figure() -> None:
    assert killed(said(20), said(22, "the centre", identified=True)) == (20, 22, 22)
    assert killed(said(22), said(20, "the centre", identified=True)) == (20, 20, 22)


def test_who_confirmed_comes_next_and_then_the_lowest() -> None:
    confirmed = said(30, "the governor", stance=Stance.CONFIRMED)
    assert killed(said(20), confirmed) == (20, 30, 30)
    assert killed(said(25), said(20, "the army")) == (20, 20, 25)
    named = said(22, "the centre", identified=True)
    assert killed(said(20), confirmed, named)[1] == 22


def test_at_least_leaves_the_top_open_only_where_it_is_the_highest() -> None:
    assert killed(said(24, top=None)) == (24, 24, None)
    assert killed(said(9, top=None), said(11, "the army")) == (9, 9, 11)
    assert killed(said(12, top=None), said(11, "the army")) == (11, 11, None)


@pytest.mark.parametrize("stance", [Stance.DENIED, Stance.SUPERSEDED])
def test_what_is_denied_or_superseded_does_not_count(stance: Stance) -> None:
    assert killed(said(500, "the army", stance=stance), said(5)) == (5, 5, 5)
    assert killed(said(500, stance=stance)) == (None, None, None)


def test_a_claim_that_another_one_supersedes_does_not_count() -> None:
    older = said(60, claim_id="old")
    newer = said(52, claim_id="new", at=50, supersedes="old")
    assert killed(older, newer) == (52, 52, 52)
    assert killed(older) == (60, 60, 60)


@pytest.mark.parametrize("scope", [Scope.PART, Scope.BACKGROUND, Scope.HYPOTHETICAL])
def test_parts_history_and_threats_do_not_count(scope: Scope) -> None:
    assert killed(said(12), said(500, "the army", scope=scope)) == (12, 12, 12)


def test_the_wounded_are_not_the_killed() -> None:
    claims = [said(12), said(30, at=50, quantity=Quantity.WOUNDED)]
    assert killed(*claims) == (12, 12, 12)
    assert tally(claims, Quantity.WOUNDED) == Tally(low=30, best=30, high=30)
    assert tally(claims, Quantity.MISSING) == Tally()


def test_one_claimant_s_figures_for_different_people_add_up() -> None:
    both = [
        said(3, victims=Victims.SOLDIERS),
        said(2, claim_id="b", victims=Victims.CIVILIANS),
    ]
    assert killed(*both) == (5, 5, 5)


def test_one_claimant_s_later_figure_adds_only_where_the_words_say_so() -> None:
    assert killed(said(5), said(2, at=50, wording="another 2")) == (7, 7, 7)
    assert killed(said(5), said(7, at=50)) == (7, 7, 7)


def test_the_same_party_with_and_without_an_article_is_one() -> None:
    one, other = said(5, "the army"), said(7, "army", at=50)
    assert killed(one, other) == (7, 7, 7)


def test_the_reports_own_figures_are_one_voice_a_report() -> None:
    own = said(5, "the report", kind=ClaimantKind.REPORT)
    other = replace(
        own,
        id="other",
        span=make_span(report_id="r2"),
        sentence=make_span(0, 40, report_id="r2"),
        count=replace(own.count, low=7, best=7, high=7),
    )
    assert killed(own, other) == (5, 5, 7)


@pytest.mark.parametrize("offset", [0, 50])
def test_what_one_claimant_tells_two_reports_is_not_added(offset: int) -> None:
    army = ClaimantKind.MILITARY
    one = said(12, "the army", kind=army, victims=Victims.MILITANTS)
    other = said(10, "the army", kind=army, claim_id="other", at=offset, victims=Victims.SOLDIERS)
    other = replace(
        other,
        span=make_span(offset, offset + 5, report_id="r2"),
        sentence=make_span(offset, offset + 40, report_id="r2"),
    )
    assert killed(one, other) == (12, 12, 12)


def test_a_resident_in_each_of_two_reports_is_two_voices() -> None:
    one = said(20)
    other = replace(
        said(25, claim_id="other"),
        span=make_span(0, 5, report_id="r2"),
        sentence=make_span(0, 40, report_id="r2"),
    )
    assert killed(one, other) == (20, 20, 25)
    assert disputed_points([one, other], []) == ("killed",)


NUMBERS = st.integers(min_value=0, max_value=500)
SPEAKERS = st.sampled_from(["residents", "the army", "doctors", "activists", "the UN"])
STANCES = st.sampled_from([Stance.ASSERTED, Stance.CONFIRMED, Stance.UNVERIFIED, Stance.ALLEGED])


@st.composite
def claims(draw: st.DrawFn, *, by: str | None = None) -> Claim:
    number = draw(st.one_of(st.none(), NUMBERS))
    top: int | None = -1
    if number is not None and draw(st.booleans()):
        top = draw(st.one_of(st.none(), st.integers(min_value=number, max_value=600)))
    at = draw(st.integers(min_value=0, max_value=5)) * 50
    claim = said(
        number,
        by or draw(SPEAKERS),
        at=at,
        top=top,
        stance=draw(STANCES),
        identified=draw(st.booleans()),
        victims=draw(st.sampled_from(Victims)),
        scope=draw(st.sampled_from([Scope.EVENT, Scope.EVENT, Scope.TOTAL, Scope.PART])),
    )
    return replace(claim, id=f"c{draw(st.integers(min_value=0, max_value=10**9))}")


SEVERAL = st.lists(claims(), max_size=7, unique_by=lambda claim: claim.id)


@given(SEVERAL)
def test_low_best_and_high_are_in_order(told: list[Claim]) -> None:
    known = [n for n in killed(*told) if n is not None]
    assert known == sorted(known)


@given(SEVERAL)
def test_a_figure_is_there_exactly_where_somebody_gives_one(told: list[Claim]) -> None:
    low, best, high = killed(*told)
    if credible(told, Quantity.KILLED):
        assert low is not None
        assert best is not None
    else:
        assert (low, best, high) == (None, None, None)


@given(SEVERAL, claims(by="a newcomer"))
def test_another_claimant_never_narrows_the_range(told: list[Claim], newcomer: Claim) -> None:
    # of a fight's other side he may count those whom nobody else does
    sides = two_sides(credible([*told, newcomer], Quantity.KILLED), voice_of)
    assume(sides is None or not any(newcomer in side for side in sides))
    low, _, high = killed(*told)
    new_low, _, new_high = killed(*told, newcomer)
    if low is None:
        return
    assert new_low is not None
    assert new_low <= low
    if high is None:
        # Open stays open, unless the newcomer names a top above all others.
        assert new_high is None or new_high >= low
    else:
        assert new_high is None or new_high >= high


@given(SEVERAL, claims(), st.sampled_from([Stance.DENIED, Stance.SUPERSEDED]))
def test_a_denied_or_superseded_claim_changes_nothing(
    told: list[Claim], claim: Claim, stance: Stance
) -> None:
    assert killed(*told, replace(claim, stance=stance)) == killed(*told)


@given(SEVERAL)
def test_the_order_of_the_claims_does_not_matter(told: list[Claim]) -> None:
    assert killed(*reversed(told)) == killed(*told)


def test_two_sides_of_a_fight_that_one_report_tells_of_add_up() -> None:
    army = said(14, "the army", victims=Victims.MILITANTS)
    fallen = said(2, "an officer", at=50, victims=Victims.SOLDIERS)
    assert killed(army, fallen) == (16, 16, 16)
    more = said(3, "a clinic", at=90, victims=Victims.SOLDIERS)
    assert killed(army, fallen, more) == (16, 16, 17)
    # who counts both sides has a sum of his own, which stands beside the others'
    both = said(1, "the army", at=90, victims=Victims.SOLDIERS)
    assert killed(army, fallen, both) == (2, 2, 15)
    # who counts all people stands beside the sum of the sides
    assert killed(army, fallen, said(10, at=90)) == (10, 10, 16)
    # another report's soldiers may be this one's militants
    elsewhere = replace(fallen, span=make_span(50, 55, report_id="other"))
    assert killed(army, elsewhere)[2] == 14


@given(SEVERAL)
def test_the_highest_is_no_sum_over_claimants(told: list[Claim]) -> None:
    assume(two_sides(credible(told, Quantity.KILLED), voice_of) is None)
    _, _, high = killed(*told)
    sums: dict[str, int] = {}
    for claim in credible(told, Quantity.KILLED):
        number = claim.count.high if claim.count.high is not None else claim.count.low or 0
        name = claim.claimant.name.removeprefix("the ")
        sums[name] = sums.get(name, 0) + number
    if high is not None:
        assert high <= max(sums.values())


def test_claimants_who_differ_dispute_the_number() -> None:
    assert disputed_points([said(20), said(22, "the centre")], []) == ("killed",)
    assert disputed_points([said(22), said(22, "the centre")], []) == ()
    assert disputed_points([said(20), said(22, at=50)], []) == ()


@pytest.mark.parametrize(
    ("topic", "point"),
    [
        ("doubt", "targets"),
        ("targets", "targets"),
        ("responsibility", "responsibility"),
        ("denial", "what happened"),
    ],
)
def test_a_denial_names_the_point_in_dispute(topic: str, point: str) -> None:
    statement = make_statement(topic=topic, stance=Stance.DENIED)
    assert disputed_points([said(20)], [statement]) == (point,)
    assert disputed_points([said(20)], [replace(statement, stance=Stance.ASSERTED)]) == ()


def test_at_least_four_and_four_of_one_claimant_are_four() -> None:
    assert killed(said(4, top=None), said(4, at=50)) == (4, 4, 4)
    assert killed(said(4), said(4, at=50, top=None)) == (4, 4, 4)


def test_another_couple_after_the_neighbours_is_of_the_people_counted_before() -> None:
    couple = said(2, at=100, wording="another couple")
    assert killed(said(16), said(5, at=50), couple) == (16, 16, 16)
    assert killed(said(3), said(2, at=50, wording="another couple")) == (5, 5, 5)


def test_the_bomber_of_whom_another_tells_is_one_more_than_the_policemen() -> None:
    officer: dict[str, Any] = {"victims": Victims.MILITANTS, "wording": "the bomber"}
    assert killed(said(8, victims=Victims.POLICE), said(1, "an officer", at=50, **officer)) == (
        9, 9, 9,
    )  # fmt: skip
    assert killed(said(8), said(1, "an officer", at=50, **officer)) == (8, 8, 8)


def test_two_loose_counts_of_one_sentence_are_of_the_same_people() -> None:
    above = said(50, top=None, claim_id="above")
    above = replace(above, count=replace(above.count, qualifier=Qualifier.MORE_THAN))
    between = said(50, top=60, claim_id="between", wording="between 50 and 60")
    between = replace(between, count=replace(between.count, best=None, qualifier=Qualifier.RANGE))
    assert killed(above, between) == killed(between, above) == (50, None, 60)
    fewer = replace(between, count=replace(between.count, low=5, high=9, wording="5 to 9"))
    assert killed(above, fewer)[0] == 55
