"""What belligerents concede, and how sure it is that a strike was somebody's."""

from __future__ import annotations

from typing import Any

import pytest

from geomap.events.figures.concessions import concessions_of, strike_status_of
from geomap.model import Actor, Claim, Count, Statement
from geomap.vocabulary import ClaimantKind, Qualifier, Stance, Victims
from tests.builders import make_claim, make_claimant, make_incident, make_statement

COALITION = make_claimant("the coalition", kind=ClaimantKind.MILITARY)


def said(number: int, high: int | None = None, **changes: Any) -> Claim:
    top = number if high is None else high
    count = Count(low=number, best=number, high=top, qualifier=Qualifier.EXACT, wording="some")
    fields: dict[str, Any] = {
        "id": f"c{number}",
        "count": count,
        "claimant": COALITION,
        "victims": Victims.CIVILIANS,
        "stance": Stance.CONFIRMED,
    }
    return make_claim(number, **fields | changes)


def owned(stance: Stance = Stance.CONFIRMED) -> Statement:
    return make_statement(
        id=f"s-{stance.value}", claimant=COALITION, stance=stance, topic="responsibility"
    )


def conceded(*claims: Claim, **changes: Any) -> list[tuple[int | None, int | None]]:
    fields: dict[str, Any] = {"statements": (owned(),)}
    incident = make_incident(claims=claims, **fields | changes)
    return [(one.low, one.high) for one in concessions_of(incident)]


def test_who_owns_a_strike_concedes_the_civilians_it_counts() -> None:
    assert conceded(said(2), said(4)) == [(2, 4)]


def test_that_nobody_died_is_a_count_too() -> None:
    assert conceded(said(0)) == [(0, 0)]


def test_who_is_named_as_the_attacker_concedes_as_well() -> None:
    attacker = Actor(name="Coalition aircraft", role="attacker")
    assert conceded(said(3), statements=(), actors=(attacker,)) == [(3, 3)]


@pytest.mark.parametrize(
    "claim",
    [
        said(9, victims=Victims.MILITANTS),
        said(9, claimant=make_claimant("a hospital", kind=ClaimantKind.HOSPITAL)),
        said(9, stance=Stance.DENIED),
    ],
    ids=["enemies", "hospital", "denied"],
)
def test_enemies_others_words_and_denials_concede_nothing(claim: Claim) -> None:
    assert conceded(claim) == []


def test_who_only_counts_and_who_disowns_it_concede_nothing() -> None:
    assert conceded(said(9), statements=()) == []
    assert conceded(said(9), statements=(owned(), owned(Stance.DENIED))) == []


def test_a_strike_is_declared_contested_likely_or_one_source_s() -> None:
    def status(*statements: Statement, **changes: Any) -> str | None:
        return strike_status_of(make_incident(statements=statements, **changes))

    assert status(owned(), owned(Stance.DENIED)) == "Declared strike"
    assert status(owned(Stance.DENIED)) == "Contested strike"
    assert status(n_independent=2) == "Likely strike"
    assert status(n_independent=1) == "Single source claim"
    assert status(owned(), event_type="Armed clash") is None
