"""The same claims by four codebooks: what each admits, and what it makes of them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.cli.entry import commands
from geomap.errors import UsageError
from geomap.events.figures.policies import POLICIES, policy_named
from geomap.events.figures.rules import FigureRules, refigured, rules_of
from geomap.events.figures.tally import tally
from geomap.model import Claim, Count
from geomap.vocabulary import ClaimantKind, Qualifier, Quantity, Stance, Victims
from tests.builders import make_claim, make_claimant, make_incident, make_span


def said(number: int | None, by: str, kind: ClaimantKind, **changes: Any) -> Claim:
    qualifier = changes.pop("qualifier", Qualifier.EXACT if number else Qualifier.VAGUE)
    wording = changes.pop("wording", str(number))
    high = number if qualifier in (Qualifier.EXACT, Qualifier.ZERO) else None
    count = Count(low=number, best=number, high=high, qualifier=qualifier, wording=wording)
    at = changes.pop("at", 0)
    fields: dict[str, Any] = {
        "id": f"{by}-{number}-{at}",
        "count": count,
        "claimant": make_claimant(by, kind=kind),
        "span": make_span(at, at + 5),
        "sentence": make_span(at, at + 40),
        "stance": Stance.ASSERTED,
    }
    return make_claim(number, **fields | changes)


WITNESS = said(20, "a resident", ClaimantKind.WITNESS)
MONITOR = said(22, "the observatory", ClaimantKind.NGO_MONITOR)
ARMY = said(60, "the army", ClaimantKind.MILITARY)
AT_LEAST = said(24, "doctors", ClaimantKind.HOSPITAL, qualifier=Qualifier.AT_LEAST)
MORE_THAN = said(15, "a council", ClaimantKind.OTHER, qualifier=Qualifier.MORE_THAN)
NOBODY = said(0, "the army", ClaimantKind.MILITARY, qualifier=Qualifier.ZERO)
FIGHTERS = said(9, "the monitor", ClaimantKind.NGO_MONITOR, victims=Victims.MILITANTS)


def dozens(word: str) -> Claim:
    return said(None, "a resident", ClaimantKind.WITNESS, wording=word)


@pytest.mark.parametrize(
    ("claims", "policy", "figures"),
    [
        ((WITNESS, MONITOR), "geomap", (20, 20, 22)),
        ((WITNESS, MONITOR), "ucdp", (20, 22, 22)),
        ((WITNESS, MONITOR), "acled", (22, 22, 22)),
        ((WITNESS, MONITOR), "airwars", (20, 20, 22)),
        ((WITNESS, ARMY), "geomap", (20, 20, 60)),
        ((WITNESS, ARMY), "ucdp", (20, 20, 20)),
        ((ARMY,), "ucdp", (60, 60, 60)),
        ((AT_LEAST,), "geomap", (24, 24, None)),
        ((AT_LEAST,), "ucdp", (24, 24, 24)),
        ((AT_LEAST,), "acled", (24, 24, 24)),
        ((AT_LEAST,), "airwars", (24, 24, 24)),
        ((MORE_THAN,), "airwars", (16, 16, 16)),
        ((MORE_THAN,), "ucdp", (15, 15, 15)),
        ((MORE_THAN,), "geomap", (15, 15, None)),
        ((dozens("the victims"),), "airwars", (None, None, None)),
        ((WITNESS, NOBODY), "geomap", (0, 0, 20)),
        ((WITNESS, NOBODY), "airwars", (20, 20, 20)),
        ((FIGHTERS,), "airwars", (None, None, None)),
        ((FIGHTERS,), "geomap", (9, 9, 9)),
        ((dozens("several"),), "acled", (10, 10, 10)),
        ((dozens("dozens of people"),), "acled", (12, 12, 12)),
        ((dozens("hundreds"),), "acled", (100, 100, 100)),
        ((dozens("several"), WITNESS), "acled", (20, 20, 20)),
        ((dozens("several"),), "geomap", (None, None, None)),
        ((dozens("several"),), "ucdp", (None, None, None)),
        ((), "acled", (None, None, None)),
    ],
)
def test_each_codebook_makes_its_own_figures(
    claims: tuple[Claim, ...], policy: str, figures: tuple[int | None, ...]
) -> None:
    found = tally(claims, Quantity.KILLED, policy=policy_named(policy))
    assert (found.low, found.best, found.high) == figures


CLAIMS = st.lists(
    st.sampled_from(
        [WITNESS, MONITOR, ARMY, AT_LEAST, MORE_THAN, NOBODY, FIGHTERS, dozens("several")]
    ),
    max_size=5,
)


@given(CLAIMS, st.sampled_from(sorted(POLICIES)))
def test_under_every_policy_the_figures_are_in_order_and_order_does_not_matter(
    claims: list[Claim], name: str
) -> None:
    found = tally(claims, Quantity.KILLED, policy=POLICIES[name])
    known = [n for n in (found.low, found.best, found.high) if n is not None]
    assert known == sorted(known)
    assert tally(claims[::-1], Quantity.KILLED, policy=POLICIES[name]) == found


@given(CLAIMS)
def test_only_policies_that_leave_claims_out_can_narrow_the_range(claims: list[Claim]) -> None:
    widest = tally(claims, Quantity.KILLED)
    found = tally(claims, Quantity.KILLED, policy=POLICIES["ucdp"])
    if found.low is not None and widest.low is not None:
        assert found.low >= widest.low


def test_every_policy_names_its_codebook() -> None:
    for name, policy in POLICIES.items():
        assert policy.name == name
        assert ":" in policy.source


def test_the_command_line_offers_all_policies() -> None:
    for command in ("map", "read", "reconcile"):
        [option] = [o for o in commands.commands[command].params if o.name == "policy"]
        assert list(option.type.choices) == list(POLICIES)  # type: ignore[attr-defined]


def test_an_incident_is_refigured_over_the_same_claims() -> None:
    incident = make_incident(claims=(WITNESS, MONITOR))
    changed = refigured(incident, FigureRules(policy="acled"))
    assert changed.killed.low == 22
    assert changed.claims == incident.claims


def test_rules_are_named_or_given_and_checked_at_once() -> None:
    assert rules_of("ucdp") == FigureRules(policy="ucdp")
    assert rules_of(None) == rules_of(FigureRules())
    with pytest.raises(UsageError, match="no policy 'gtd'"):
        rules_of("gtd")
    with pytest.raises(UsageError, match="no table of claimants"):
        FigureRules(claimants=("none.csv",))


def test_no_casualties_says_that_nobody_was_killed_and_nobody_wounded() -> None:
    none = said(
        0, "a ministry", ClaimantKind.GOVERNMENT,
        qualifier=Qualifier.ZERO, quantity=Quantity.CASUALTIES,
    )  # fmt: skip
    for quantity in (Quantity.KILLED, Quantity.WOUNDED):
        assert tally([none], quantity).high == 0
    some = said(9, "a ministry", ClaimantKind.GOVERNMENT, quantity=Quantity.CASUALTIES)
    assert tally([some], Quantity.KILLED).high is None


def test_airwars_takes_a_plural_for_two_and_dozens_for_a_range_where_nobody_counts() -> None:
    for word, figures in (("civilians", (2, 2)), ("dozens", (12, 24)), ("several", (2, 2))):
        found = tally([dozens(word)], Quantity.KILLED, policy=POLICIES["airwars"])
        assert (found.low, found.high) == figures
    both = tally([dozens("dozens"), WITNESS], Quantity.KILLED, policy=POLICIES["airwars"])
    assert (both.low, both.high) == (20, 20)
