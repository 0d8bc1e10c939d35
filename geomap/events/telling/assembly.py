"""Accounts become incidents: dates with their reasons, types, figures, grading, parts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from geomap.events.figures.parting import parted
from geomap.events.figures.standing import country_of, standing_of
from geomap.events.figures.tally import disputed_points, tally
from geomap.events.ground.containment import lies_in, meant_by_both, named_alike, same_place
from geomap.events.telling.account import Account
from geomap.events.telling.updates import brought_up
from geomap.events.terms.folding import folded
from geomap.events.terms.typology import SUB_EVENT_TYPES
from geomap.model import Actor, DateMention, Incident, Reading, Resolution, Trigger
from geomap.stretches import DateRange, Span
from geomap.vocabulary import Quantity, Scope, Victims

__all__ = ["PLAIN_WEIGHT", "incident_of", "lies_inside", "main_trigger", "total_of"]

# ACLED's plain "Attack" names anything violent: any other word of the same event says more.
_PLAIN = "Attack"
_UNTOLD = "Attack"
PLAIN_WEIGHT = 4
_BESIDE_DEATH = frozenset({"Looting/property destruction", "Peaceful protest"}).union(
    set(SUB_EVENT_TYPES["Strategic developments"]) - {"Disrupted weapons use"}
)
# … where people were killed, what burned, who came to help and who was arrested does too.
_LIGHT = frozenset({_PLAIN, "Violent demonstration"})
# Types whose light words ("attack", "barricades") go with others.
_CLASH = "Armed clash"
_ABDUCTION = "Abduction/forced disappearance"
_PROTESTS = frozenset({"Peaceful protest", "Protest with intervention"})
_FORCE = "Excessive force against protesters"
_AT_PROTESTS = _PROTESTS | {_PLAIN, _FORCE, _CLASH, "Arrests"}
# What else may be told of a protest that is shot at.
_HARM = (Quantity.KILLED, Quantity.WOUNDED, Quantity.CAPTURED, Quantity.CASUALTIES)
_FORCES = frozenset({Victims.SOLDIERS, Victims.POLICE})
_UNARMED = frozenset(Victims) - _FORCES - {Victims.PEOPLE, Victims.MEN, Victims.MILITANTS}
_BESIDE = 3
# Characters between two sentences, of which the model may have made two out of one.
_GENERIC = 3
# Up to this weight a trigger word goes with several kinds of event.


def incident_of(account: Account, reading: Reading, number: int) -> Incident:
    """Make an incident of an account.

    Parameters
    ----------
    account : Account
        What a report tells of one event.
    reading : Reading
        The report's reading.
    number : int
        The account's number in the report, from 1; goes into the id.

    Returns
    -------
    Incident
        With scope ``EVENT``.
    """
    date, reason, span = _date(account, reading)
    claims = parted(brought_up(account.claims, reading.report.text))
    statements = tuple(account.statements)
    trigger = account.carried or main_trigger(account)
    standing = standing_of(
        claims, statements, (reading.report.id,), country=country_of(account.places)
    )
    return Incident(
        id=f"{reading.report.id}-e{number}",
        report_ids=(reading.report.id,),
        span=account.sentence,
        scope=Scope.EVENT,
        event_type=trigger.event_type if trigger else _UNTOLD,
        weapon=trigger.weapon if trigger else None,
        date=date,
        date_reason=reason,
        date_span=span,
        type_span=trigger.span if trigger else None,
        places=tuple(account.places),
        precision=_precision(account),
        claims=claims,
        statements=statements,
        actors=_parties(account),
        killed=tally(claims, Quantity.KILLED),
        wounded=tally(claims, Quantity.WOUNDED),
        grading=standing.grading,
        n_sources=standing.n_sources,
        n_independent=standing.n_independent,
        disputed=disputed_points(claims, statements),
        passages=tuple(account.passages),
    )


def _precision(account: Account) -> int | None:
    known = [place.precision for place in account.places if place.precision is not None]
    if not known:
        return None
    # A place taken from elsewhere in the report is near at best.
    return max(2, *known) if account.guess else max(known)


def _parties(account: Account) -> tuple[Actor, ...]:
    """Give the parties of an event, each once a role, as they were named first."""
    kept: dict[tuple[str, str], Actor] = {}
    for actor in account.actors:
        kept.setdefault((actor.name.casefold(), actor.role), actor)
    return tuple(kept.values())


def _kind(trigger: Trigger, account: Account) -> str:
    """Give the type of a trigger, by whether those who were hit bear arms."""
    armed = _hit_armed(account)
    if armed is None:
        # Nobody is said to have shot back.
        return (trigger.if_unarmed if account.claims else None) or trigger.event_type
    return (trigger.if_armed if armed else trigger.if_unarmed) or trigger.event_type


def _hit_armed(account: Account) -> bool | None:
    targets = [actor for actor in account.actors if actor.role == "target"]
    status = {claim.victims for claim in account.claims if claim.quantity in _HARM}
    forces = any(actor.armed for actor in targets) or not status.isdisjoint(_FORCES)
    if forces:
        return True
    if any(actor.armed is False for actor in targets) or not status.isdisjoint(_UNARMED):
        return False
    return True if Victims.MILITANTS in status else None


def _count(account: Account, quantity: Quantity) -> int:
    """Give the largest figure of a kind; one where people are told of without a number."""
    counts = [c.count for c in account.claims if c.quantity is quantity]
    return max((1 if c.best is None else c.best for c in counts if c.high != 0), default=0)


def _plain(account: Account) -> frozenset[str]:
    """Give the types that say less than any other word of this event."""
    killed = _count(account, Quantity.KILLED)
    if not killed:
        return frozenset()
    taken = _count(account, Quantity.CAPTURED)
    return _BESIDE_DEATH | ({_ABDUCTION} if killed >= taken else set())


def main_trigger(account: Account) -> Trigger | None:
    """Choose the word that names an event's type.

    Parameters
    ----------
    account : Account
        What a report tells of the event.

    Returns
    -------
    Trigger or None
        With the type as its own, by who was hit; None where no word tells of an event.
    """
    chosen = _heaviest(account)
    if chosen is None:
        return None
    if _shot_at_protesters(account):
        return replace(chosen, event_type=_FORCE)
    kind = _kind(chosen, account)
    return replace(chosen, event_type=_PLAIN if kind in _plain(account) else kind)


def _heaviest(account: Account) -> Trigger | None:
    triggers, plain = account.triggers, _plain(account)

    def tells(trigger: Trigger) -> bool:
        if trigger.event_type in _LIGHT and trigger.weight <= PLAIN_WEIGHT:
            return False
        return trigger.event_type not in plain

    telling = [t for t in triggers if tells(t)]
    telling = telling or [t for t in account.later if t.weight > PLAIN_WEIGHT and tells(t)]
    if not telling:
        violent = [t for t in triggers if t.event_type not in plain]
        # "attack on" tells whether those hit bear arms, "killed" does not
        violent = [t for t in violent if t.if_armed] or violent or list(triggers)
        return next(iter(violent or account.later), None)
    weighed: dict[str, int] = {}
    seen: set[tuple[str, int]] = set()
    for trigger in telling:
        kind = (trigger.event_type, trigger.weight)
        if trigger.weight <= _GENERIC and kind in seen:
            # "bombs" fall from aircraft and lie at roadsides: said often, it says no more
            continue
        seen.add(kind)
        weighed[trigger.event_type] = weighed.get(trigger.event_type, 0) + trigger.weight
    if _CLASH in weighed and any(t.event_type == _PLAIN and t.if_armed for t in triggers):
        # who attacks with mortars and rifles fights on the ground
        weighed[_CLASH] += PLAIN_WEIGHT
    taken = _count(account, Quantity.CAPTURED)
    if _ABDUCTION in weighed and taken > _count(account, Quantity.KILLED):
        # "took away 333 boys; a policeman was wounded in the gunfight"
        weighed[_ABDUCTION] = max(weighed.values()) + 1
    heaviest = max(weighed.values())
    return next(t for t in telling if weighed[t.event_type] == heaviest)


def _shot_at_protesters(account: Account) -> bool:
    """Tell whether those killed or hurt stood in a protest: "opened fire on a sit-in"."""
    kinds = {trigger.event_type for trigger in account.triggers}
    shot = not kinds.isdisjoint({_FORCE, _CLASH})
    hurt = _count(account, Quantity.KILLED) or _count(account, Quantity.WOUNDED)
    return bool(kinds & _PROTESTS) and shot and bool(hurt) and kinds <= _AT_PROTESTS


def _date(account: Account, reading: Reading) -> tuple[DateRange | None, str, Span | None]:
    report = reading.report
    if account.date is not None:
        return account.date.when, account.date.reason, account.date.span
    lead, said = _lead_date(account, reading), _said_date(account, reading)
    if lead is not None and (said is None or not _of_others(lead, account, reading)):
        return (
            lead.when,
            f"no date beside it; the report's own first date: {lead.reason}",
            lead.span,
        )
    if said is not None:
        # It was then at the latest: a guess, as the day of publication is.
        when = replace(said.when, precision=2)
        return when, f"no other date beside it; when it was said: {said.reason}", said.span
    if report.published is not None:
        day = report.published
        when = DateRange(start=day, end=day + dt.timedelta(days=1), precision=2)
        return when, "no date is said: the day of publication, a guess", report.published_span
    return None, "no date is said, and the report has no publication day", None


def _of_others(mention: DateMention, account: Account, reading: Reading) -> bool:
    """Tell whether a day is told beside the dead of another event."""
    own = {claim.id for claim in account.claims}
    return any(
        claim.sentence.covers(mention.span) and claim.id not in own for claim in reading.claims
    ) and not any(claim.sentence.covers(mention.span) for claim in account.claims)


def _said_date(account: Account, reading: Reading) -> DateMention | None:
    """Give the day on which somebody told of an event, where that was before the publication."""
    published = reading.report.published
    told = {account.sentence, *(claim.sentence for claim in account.claims)}
    for mention in reading.dates:
        own = mention.role == "speech" and any(s.covers(mention.span) for s in told)
        if own and mention.when.precision == 1:
            return mention if published is None or mention.when.start < published else None
    return None


def _lead_date(account: Account, reading: Reading) -> DateMention | None:
    """Give the first exact date of the story that tells of an event, the report's news.

    A day in a sentence in which nothing happened counts only before the event is told: what
    stands behind it may be to come, "applications are accepted from Monday".
    """
    report = reading.report
    dates = [
        mention
        for mention in reading.dates
        if mention.when.precision <= 2
        and mention.role == "event"
        and not (report.published_span is not None and mention.span.overlaps(report.published_span))
    ]
    for mention in dates:
        sentence = next((s for s in reading.sentences if s.covers(mention.span)), None)
        if sentence is None:
            return mention
        told = [t for t in reading.triggers if sentence.covers(t.span)]
        if not told and sentence.start > account.sentence.end + _BESIDE:
            continue
        if not told or any(trigger.scope is Scope.EVENT for trigger in told):
            # "for a second day on Wednesday, 6 March"
            beside = [m for m in dates if sentence.covers(m.span)]
            return min(beside, key=lambda m: (m.when.precision, m.span.start))
    return None


def total_of(
    account: Account,
    reading: Reading,
    incidents: Sequence[Incident],
    number: int,
    *,
    told: Sequence[Incident] = (),
) -> Incident | None:
    """Make a total of a figure over several places or events.

    Parameters
    ----------
    account : Account
        The sentence with the figure.
    reading : Reading
        The report's reading.
    incidents : sequence of Incident
        The report's incidents, some of which the total contains.
    number : int
        The total's number in the report, from 1.
    told : sequence of Incident
        Those that the text gives as parts of the sum before them, wherever they lie.

    Returns
    -------
    Incident or None
        With scope ``TOTAL`` and its parts; a total is never added to them.
    """
    total = incident_of(account, reading, number)
    places = _distinct(account.places)
    parts = tuple(
        incident.id
        for incident in incidents
        if lies_inside(incident, places, total.date)
        or (incident in told and incident.span.start > account.sentence.start)
    )
    kinds = [incident.event_type for incident in incidents if incident.id in parts]
    own = total.event_type != _PLAIN or not kinds
    return replace(
        total,
        id=f"{reading.report.id}-t{number}",
        scope=Scope.TOTAL,
        event_type=total.event_type if own else kinds[0],
        type_span=total.type_span if own else None,
        places=tuple(places),
        parts=parts,
    )


def _distinct(places: Sequence[Resolution]) -> list[Resolution]:
    kept: list[Resolution] = []
    unknown: dict[str, Resolution] = {}
    for place in places:
        if place.place is None:
            # The villages that a sum is over are known by their names.
            unknown.setdefault(folded(place.toponym.surface), place)
        elif not any(other.place and same_place(place.place, other.place) for other in kept):
            kept.append(place)
    return [*kept, *unknown.values()]


def lies_inside(incident: Incident, places: Sequence[Resolution], date: DateRange | None) -> bool:
    """Tell whether a total over some places and days counts an incident's people."""
    if date is not None and incident.date is not None:
        if incident.date.start >= date.end or date.start >= incident.date.end:
            return False
    if not places:
        return True
    for own in incident.places:
        for area in places:
            if own.place is None or area.place is None:
                # A village that no gazetteer knows is one by its name.
                if folded(own.toponym.surface) == folded(area.toponym.surface):
                    return True
                continue
            if lies_in(own.place, area.place) or same_place(own.place, area.place):
                return True
            if meant_by_both(own, area) is not None:
                return True
            if named_alike(own, area) and lies_in(area.place, own.place):
                # "Gao" may be the town's region, where the total's "city of Gao" is the town
                return True
    return False
