"""How many, over incidents and totals together: a total holds its parts, nobody is added twice.

A total and the incidents in it are one sum: at least what the total says, and at least what
its parts say together. Totals that share parts overlap and are not added to each other.
"""

from __future__ import annotations

from collections.abc import Sequence

from geomap.model import Incident, Tally
from geomap.vocabulary import Qualifier, Quantity, Scope, Stance

__all__ = ["sum_of"]


def sum_of(incidents: Sequence[Incident], quantity: Quantity) -> Tally:
    """Add up a quantity over incidents and totals.

    Parameters
    ----------
    incidents : sequence of Incident
        Reconciled incidents and totals; `parts` of a total name its incidents.
    quantity : Quantity
        `KILLED` or `WOUNDED`.

    Returns
    -------
    Tally
        ``high`` is None where a sum is open upwards; all None where nobody gives a number.
        An incident without a number adds nothing to the lowest; where somebody says that
        there were some, and nobody how many, the sum is open.

    Examples
    --------
    >>> sum_of([], Quantity.KILLED)
    Tally(low=None, best=None, high=None)
    """
    groups = _groups(incidents)
    known = [figure for group in groups if (figure := _sum(group, quantity)) is not None]
    if not known:
        return Tally()
    highs = [figure.high for figure in known]
    # Of whom it is only said that there were some, there may be any number.
    open_ended = None in highs or any(_uncounted(group, quantity) for group in groups)
    return Tally(
        low=sum(figure.low or 0 for figure in known),
        best=sum(figure.best or 0 for figure in known),
        high=None if open_ended else sum(high for high in highs if high is not None),
    )


def _groups(incidents: Sequence[Incident]) -> list[list[Incident]]:
    """Put each total with its parts, and totals that share a part together."""
    home: dict[str, str] = {incident.id: incident.id for incident in incidents}

    def root(name: str) -> str:
        while home[name] != name:
            home[name] = home[home[name]]
            name = home[name]
        return name

    for incident in incidents:
        for part in incident.parts:
            if part in home:
                home[root(part)] = root(incident.id)
    groups: dict[str, list[Incident]] = {}
    for incident in incidents:
        groups.setdefault(root(incident.id), []).append(incident)
    return list(groups.values())


def _sum(group: Sequence[Incident], quantity: Quantity) -> Tally | None:
    told = [(i.scope, f) for i in group if (f := _figure(i, quantity)).low is not None or f.high]
    parts = [figure for scope, figure in told if scope is not Scope.TOTAL]
    totals = [figure for scope, figure in told if scope is Scope.TOTAL]
    if not told:
        return None
    low = sum(figure.low or 0 for figure in parts)
    best = sum(figure.best or figure.low or 0 for figure in parts)
    low = max([low, *(figure.low or 0 for figure in totals)])
    best = max([low, best, *(figure.best or 0 for figure in totals)])
    return Tally(low=low, best=best, high=_high(parts, totals, best))


def _uncounted(group: Sequence[Incident], quantity: Quantity) -> bool:
    """Tell whether somebody says of an incident that there were some, and nobody how many."""
    if any(i.scope is Scope.TOTAL and _figure(i, quantity).high is not None for i in group):
        return False
    return any(
        claim.quantity is quantity
        and claim.scope is Scope.EVENT
        and claim.count.qualifier is Qualifier.VAGUE
        and claim.stance not in (Stance.DENIED, Stance.SUPERSEDED)
        for incident in group
        if _figure(incident, quantity) == Tally()
        for claim in incident.claims
    )


def _high(parts: Sequence[Tally], totals: Sequence[Tally], best: int) -> int | None:
    """Close the top: a total that has one closes it for parts that are open."""
    closed = [figure.high for figure in totals if figure.high is not None]
    if totals and not closed:
        # "At least 19: 17 in A and two in B": its parts say who the least are.
        least = max(figure.low or 0 for figure in totals)
        tops = [figure.high for figure in parts if figure.high is not None]
        return sum(tops) if len(tops) == len(parts) and sum(tops) == least else None
    if not totals and any(figure.high is None for figure in parts):
        return None
    tops = [figure.high if figure.high is not None else figure.low or 0 for figure in parts]
    return max([best, sum(tops), *closed])


def _figure(incident: Incident, quantity: Quantity) -> Tally:
    return incident.killed if quantity is Quantity.KILLED else incident.wounded
