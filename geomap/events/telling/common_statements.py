"""What parties say of the events at large, hung on every incident that it can be about.

"Russia's defence ministry confirmed air strikes" is about all strikes of the report; "the
military confirmed the raid" is about the one just told of; what is said in an entry of a list
is about that entry.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.events.figures.standing import country_of, standing_of
from geomap.events.figures.tally import disputed_points
from geomap.events.telling.account import Account
from geomap.model import Incident, Reading, Statement
from geomap.vocabulary import ClaimantKind, Scope

__all__ = ["with_common_statements"]

_OUTSIDERS = frozenset({ClaimantKind.MILITARY, ClaimantKind.GOVERNMENT, ClaimantKind.ARMED_GROUP})
# Parties that speak of a campaign; a resident speaks of a village.


def with_common_statements(
    incidents: Sequence[Incident], accounts: Sequence[Account], reading: Reading
) -> list[Incident]:
    """Hang the statements about events at large on the incidents of a report.

    Parameters
    ----------
    incidents : sequence of Incident
        The report's incidents and totals.
    accounts : sequence of Account
        The accounts they were made of.
    reading : Reading
        The report's reading.

    Returns
    -------
    list of Incident
        The same, with grading and disputed points worked out again where something came in.
    """
    used = {s.id for account in accounts for s in account.statements}
    free = [s for s in reading.statements if s.id not in used and s.claimant.kind in _OUTSIDERS]
    loose = _loose(accounts, reading) if len(accounts) > 1 else []
    return [_with(incident, [*free, *loose]) for incident in incidents]


def _loose(accounts: Sequence[Account], reading: Reading) -> list[Statement]:
    """Find the statements inside an account that speak of several events."""
    found: list[Statement] = []
    for account in accounts:
        if account.listed:
            continue
        shared: set[str] = set()
        for statement in sorted(account.statements, key=lambda s: s.span.start):
            if statement.claimant.kind not in _OUTSIDERS or _names_place(statement, account):
                continue
            words = [
                trigger.span.of(reading.report.text)
                for trigger in reading.triggers
                if statement.span.covers(trigger.span)
            ]
            # Without a word for the event it goes on with what the same party said before.
            plural = any(word.lower().endswith("s") for word in words)
            if plural or (not words and statement.claimant.name in shared):
                shared.add(statement.claimant.name)
                found.append(statement)
    return found


def _names_place(statement: Statement, account: Account) -> bool:
    return any(statement.span.covers(place.toponym.span) for place in account.places)


def _with(incident: Incident, added: Sequence[Statement]) -> Incident:
    known = {statement.id for statement in incident.statements}
    new = [statement for statement in added if statement.id not in known]
    if incident.scope is Scope.TOTAL or not new:
        return incident
    statements = tuple(sorted([*incident.statements, *new], key=lambda s: (s.span.start, s.id)))
    standing = standing_of(
        incident.claims,
        statements,
        incident.report_ids,
        country=country_of(incident.places),
    )
    return replace(
        incident,
        statements=statements,
        grading=standing.grading,
        n_sources=standing.n_sources,
        n_independent=standing.n_independent,
        disputed=disputed_points(incident.claims, statements),
    )
