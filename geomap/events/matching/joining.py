"""A group of mentions becomes one incident: every claim kept, nothing averaged."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from geomap.events.figures.authorities import plain_name
from geomap.events.figures.offices import one_speaker
from geomap.events.figures.parting import parted
from geomap.events.figures.rules import FigureRules
from geomap.events.figures.standing import Witnesses, country_of, standing_of
from geomap.events.figures.supersession import superseded
from geomap.events.figures.tally import disputed_points, tally, voice_of
from geomap.events.ground.containment import is_area, is_broad, lies_in
from geomap.events.likeness.places import placed_in
from geomap.events.terms.countries import country_of as country_named
from geomap.events.terms.linking_words import load_linking_words
from geomap.model import Claim, Claimant, Incident, Report, Resolution, Statement
from geomap.vocabulary import ClaimantKind, Qualifier, Quantity, Scope, Stance

__all__ = ["Sources", "joined"]

_UNSAID = "Attack"
_HOUR = re.compile(r"\W*([01]?\d|2[0-3])[:.h]([0-5]\d)\b")
_LOOKED_BACK = 250
# Characters before a sentence in which its speaker may stand.
_JUST_BEFORE = 160
# … in which it is said that a toll has changed: "The army has published a new toll."
_VAGUEST = 9
_OF_STATES = frozenset({ClaimantKind.MILITARY, ClaimantKind.GOVERNMENT})
_BODIES = frozenset(
    {
        ClaimantKind.POLICE,
        ClaimantKind.MILITARY,
        ClaimantKind.CIVIL_DEFENCE,
    }
)
# Of one event speaks one of each.
_NEWS = frozenset({ClaimantKind.NEWS_AGENCY, ClaimantKind.NEWSPAPER, ClaimantKind.BROADCASTER})
_FIGHTING = frozenset({ClaimantKind.MILITARY, ClaimantKind.ARMED_GROUP})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What is known of the reports: their publishers, days and what they are copies of."""

    reports: Mapping[str, Report] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)
    # report id to that of the report it is a copy of, or itself
    rules: FigureRules = field(default_factory=FigureRules)

    def origin(self, report_id: str) -> str:
        """Give the report that a report is a copy of, or itself."""
        return self.origins.get(report_id, report_id)

    @property
    def witnesses(self) -> Witnesses:
        """What is known of who speaks."""
        return Witnesses(
            reports=self.reports, origin=self.origin, authorities=self.rules.authorities
        )

    def day(self, report_id: str) -> dt.date | None:
        """Give the day on which the words of a report were first published."""
        report = self.reports.get(self.origin(report_id))
        return report.published if report is not None else None

    def voice(self, claim: Claim, *, country: str | None = None) -> str:
        """Tell claimants apart; a copy has no voice of its own, and a publisher has one.

        "The army" of an event in Mali is Mali's.
        """
        land = country_named(country)
        if land is not None and claim.claimant.kind in _OF_STATES:
            own = replace(claim.claimant, name=f"{land.name} {plain_name(claim.claimant.name)}")
            party = self.rules.authorities.find(own)
            if party is not None and party.country == country:
                return party.id
        report_id = self.origin(claim.span.report_id)
        report = self.reports.get(report_id)
        if claim.claimant.kind is ClaimantKind.REPORT and report is not None and report.source:
            # What a monitor publishes itself others quote it for.
            itself = self.rules.authorities.named(report.source)
            return itself.id if itself else f"published by {report.source.casefold()}"
        return voice_of(claim, report_id=report_id, authorities=self.rules.authorities)

    def updates(self, later: Claim, earlier: Claim) -> bool:
        """Tell whether a claim without a speaker brings an earlier one up to date.

        "The toll has risen to 52" renews what the same publisher said before, whomever it
        quoted; "police lowered the toll to 9" what the police said, wherever it stood.
        """
        apart = self.rules.authorities.apart(later.claimant, earlier.claimant)
        if not apart and one_speaker(later.claimant.name, earlier.claimant.name):
            return True
        report = self.reports.get(self.origin(later.span.report_id))
        before = self.reports.get(self.origin(earlier.span.report_id))
        if report is None or before is None:
            return False
        own = earlier.claimant.kind is ClaimantKind.REPORT
        if own and before.source and one_speaker(_publisher(before.source), later.claimant.name):
            # a governor's own post, and what he says next day
            return True
        sentence = later.sentence.of(self.reports[later.span.report_id].text).casefold()
        told = self._context(later)
        known = load_linking_words()
        grown = (later.count.best or 0) > (earlier.count.best or 0)
        moved = grown and known.risen.search(told) is not None
        of_a_kind = later.claimant.kind is earlier.claimant.kind and later.claimant.kind in _BODIES
        nobody = own and not self._is_party(before.source)
        person = earlier.claimant.kind is ClaimantKind.OTHER
        if person and not apart and known.takes_back.search(told):
            # "Four were killed, Mr Kemboi said … The commissioner has revised the number": his own
            return True
        if moved and not apart and (nobody or of_a_kind):
            # "The toll has climbed to 17" renews what nobody was named for, and what another
            # of the police, the hospital or the army had said.
            return True
        same = bool(report.source) and report.source == before.source
        in_order = known.in_order.match(earlier.count.wording.casefold()) is not None
        if in_order and grown and earlier.claimant.kind is ClaimantKind.REPORT:
            # "A fourth person has died": whoever counts the fifth has counted him
            return known.risen.search(sentence) is not None
        if same and grown and later.claimant.kind not in _FIGHTING:
            # What a page said itself, it says better when it quotes a higher count; a fighting
            # party's boast is none. And a toll that has risen renews what anybody said.
            # "At least three" says itself that it may grow.
            open_above = earlier.count.qualifier is Qualifier.AT_LEAST
            if own or open_above or known.risen.search(sentence):
                return True
        if later.claimant.kind is not ClaimantKind.REPORT:
            return False
        if not known.updates.search(told):
            return False
        if same:
            return True
        party = self.rules.authorities.find(earlier.claimant)
        named = plain_name(told)
        if party is not None:
            return any(f" {words.lstrip('=')} " in f" {named} " for words in party.words)
        if self.rules.authorities.speaks_of(named, earlier.claimant.kind):
            # "Police: toll now seven", and who had spoken was their chief
            return True
        # "…, Colonel Pramote said. That takes the dead to four."
        text = self.reports[later.span.report_id].text[: later.sentence.end]
        before_it = plain_name(text[-_LOOKED_BACK - len(sentence) :])
        return f" {plain_name(earlier.claimant.name)} " in f" {before_it} "

    def _context(self, claim: Claim) -> str:
        """Give a claim's sentence behind the headline and the sentence before it, folded."""
        report = self.reports[claim.span.report_id]
        start = max(0, claim.sentence.start - _JUST_BEFORE)
        own = report.text[start : claim.sentence.end]
        return f"{report.title or ''}. {own}".casefold()

    def _is_party(self, source: str | None) -> bool:
        """Tell whether a publisher is a party of its own, and no paper: "Army Spokesman's Unit"."""
        named = Claimant(name=_publisher(source or ""), kind=ClaimantKind.OTHER)
        party = self.rules.authorities.find(named)
        return party is not None and party.kind not in _NEWS

    def after(self, later: Claim, earlier: Claim) -> bool:
        """Tell whether of two claims of one publisher's day the first was made later.

        By the hour at the head of a report, "18:45 –", or by its own words: "now counts 41".
        """
        reports = [self.reports.get(self.origin(c.span.report_id)) for c in (later, earlier)]
        new, old = reports
        if new is None or old is None or new is old or not new.source or new.source != old.source:
            return False
        hours = _hour(new.text), _hour(old.text)
        if hours[0] is not None and hours[1] is not None:
            return hours[0] > hours[1]
        updates = load_linking_words().updates
        told = [
            claim.sentence.of(self.reports[claim.span.report_id].text).casefold()
            for claim in (later, earlier)
        ]
        return bool(updates.search(told[0])) and not updates.search(told[1])


def _publisher(source: str) -> str:
    """Give whose page it is: "Telegram: Governor of Belgorod Region"."""
    return source.rsplit(":", 1)[-1].split("(")[0].strip()


def _hour(text: str) -> tuple[int, int] | None:
    """Read the hour at the head of a report of a running page: "18:45 – Strike on Dahiyeh"."""
    found = _HOUR.match(text)
    return (int(found[1]), int(found[2])) if found else None


def joined(group: Sequence[Incident], sources: Sources) -> Incident:
    """Join the mentions of one event, or of one total.

    Parameters
    ----------
    group : sequence of Incident
        At least one; of different reports.
    sources : Sources
        What is known of the reports.

    Returns
    -------
    Incident
        Under the id of the mention that was published first, so that a later report does
        not rename it.
    """
    ordered = sorted(group, key=lambda i: (_published(i, sources), i.id))
    first = ordered[0]
    days = _days(ordered, sources)
    placed = _in_named_area(_placed(ordered, sources), ordered)
    country = country_of(placed.places)
    voice = partial(sources.voice, country=country)
    claims = superseded(
        parted(_mourned(_claims(ordered), days, sources), days),
        days,
        voice,
        updates=sources.updates,
        after=sources.after,
    )
    counted = tuple(claim for claim in claims if claim.stance is not Stance.REJECTED)
    statements = _statements(ordered)
    dated = _dated(ordered, sources)
    told = _told(ordered, sources)
    report_ids = tuple(sorted({report for i in ordered for report in i.report_ids}))
    standing = standing_of(
        counted,
        statements,
        report_ids,
        witnesses=sources.witnesses,
        country=country,
    )
    return replace(
        first,
        report_ids=report_ids,
        date=dated.date,
        date_reason=dated.date_reason,
        date_span=dated.date_span,
        event_type=told.event_type,
        type_span=told.type_span,
        weapon=told.weapon,
        places=placed.places,
        precision=placed.precision,
        claims=claims,
        statements=statements,
        actors=tuple(dict.fromkeys(actor for i in ordered for actor in i.actors)),
        killed=tally(claims, Quantity.KILLED, voice=voice, policy=sources.rules.how),
        wounded=tally(claims, Quantity.WOUNDED, voice=voice, policy=sources.rules.how),
        grading=standing.grading,
        n_sources=standing.n_sources,
        n_independent=standing.n_independent,
        disputed=disputed_points(counted, statements, voice=voice),
    )


def _published(incident: Incident, sources: Sources) -> str:
    # Its own day, not that of the dispatch it copies: the id is the first one's.
    report = sources.reports.get(incident.span.report_id)
    return report.published.isoformat() if report and report.published else "9999"


def _statements(group: Sequence[Incident]) -> tuple[Statement, ...]:
    unique = {statement.id: statement for one in group for statement in one.statements}
    return tuple(sorted(unique.values(), key=lambda s: (s.span.report_id, s.span.start, s.id)))


def _claims(group: Sequence[Incident]) -> tuple[Claim, ...]:
    unique = {claim.id: claim for incident in group for claim in incident.claims}
    return tuple(sorted(unique.values(), key=lambda c: (c.span.report_id, c.span.start, c.id)))


def _mourned(
    claims: Sequence[Claim], days: Mapping[str, dt.date], sources: Sources
) -> tuple[Claim, ...]:
    """Take those who are mourned for some of the dead: "the funeral of the three members of".

    Only where "the" tells that they are known, and an earlier report counts more.
    """
    known = load_linking_words()
    told = [c for c in claims if c.quantity is Quantity.KILLED and c.scope is Scope.EVENT]
    made = []
    for claim in claims:
        report = sources.reports.get(claim.span.report_id)
        day = days.get(claim.span.report_id)
        if claim not in told or report is None or day is None or not claim.count.best:
            made.append(claim)
            continue
        text = report.text
        lead = text[claim.sentence.start : claim.span.end].casefold()
        definite = f"the {claim.count.wording.casefold()} " in f"{lead} "
        wholes = [
            other
            for other in told
            if days.get(other.span.report_id, day) < day
            and (other.count.best or 0) > claim.count.best
        ]
        some = definite and wholes and known.aftermath.search(claim.sentence.of(text).casefold())
        whole = max(wholes, key=lambda c: (c.count.best or 0, c.id)) if some else None
        made.append(replace(claim, scope=Scope.PART, part_of=whole.id) if whole else claim)
    return tuple(made)


def _days(group: Sequence[Incident], sources: Sources) -> dict[str, dt.date]:
    reports = {report for incident in group for report in incident.report_ids}
    return {report: day for report in sorted(reports) if (day := sources.day(report)) is not None}


def _support(told: Iterable[tuple[Incident, Hashable]], sources: Sources) -> Counter[Hashable]:
    """Count how many dispatches tell each thing; a copy adds no weight."""
    return Counter(
        thing for _, thing in {(sources.origin(i.span.report_id), thing) for i, thing in told}
    )


def _dated(group: Sequence[Incident], sources: Sources) -> Incident:
    """Choose whose day to take: the most precise, then the one that most tell."""
    support = _support(((i, i.date) for i in group), sources)
    known = [incident for incident in group if incident.date is not None]
    return min(
        known,
        key=lambda i: (i.date.precision if i.date else _VAGUEST, -support[i.date]),
        default=group[0],
    )


def _told(group: Sequence[Incident], sources: Sources) -> Incident:
    """Choose whose kind of event to take: the one that most tell, "attack" last."""
    support = _support(((i, i.event_type) for i in group), sources)
    return min(group, key=lambda i: (i.event_type == _UNSAID, -support[i.event_type]))


def _placed(group: Sequence[Incident], sources: Sources) -> Incident:
    """Choose whose place to take: the finest, then the one that most tell, in their spelling."""
    if group[0].scope is Scope.TOTAL:
        return group[0]
    known = [(incident, incident.places[0]) for incident in group if incident.places]
    support = _support(((i, _ground(r)) for i, r in known), sources)
    spelt = _support(((i, r.toponym.surface) for i, r in known), sources)

    # A town that the report only names elsewhere does not stand for one that it calls by name.
    unknown = any(r.place is None and _told_there(i, r) for i, r in known)

    def rank(
        entry: tuple[Incident, Resolution],
    ) -> tuple[bool, bool, bool, bool, int, int, float, int]:
        incident, resolution = entry
        place = resolution.place
        return (
            unknown and not _told_there(incident, resolution),
            place is None,
            place is not None and is_broad(place) and not is_area(place),
            place is not None and is_area(place),
            incident.precision or _VAGUEST,
            -support[_ground(resolution)],
            -resolution.probability,
            -spelt[resolution.toponym.surface],
        )

    return min(known, key=rank)[0] if known else group[0]


def _told_there(incident: Incident, resolution: Resolution) -> bool:
    """Tell whether the sentences that tell of an event name its place."""
    told = (incident.span, *(claim.sentence for claim in incident.claims))
    return any(sentence.covers(resolution.toponym.span) for sentence in told)


def _in_named_area(placed: Incident, group: Sequence[Incident]) -> Incident:
    """Move an unsure place into the area that another report names."""
    if placed.scope is Scope.TOTAL or not placed.places:
        return placed
    resolution = placed.places[0]
    # Another's area only: a strip along a road would else be moved to its own end.
    areas = [
        other.places[0].place
        for other in group
        if other is not placed and other.places and other.places[0].place is not None
    ]
    for area in areas:
        if resolution.place is None or not is_area(area) or lies_in(resolution.place, area):
            continue
        other = placed_in(resolution, area)
        if other is not None:
            reason = f"another report puts it in {area.name}; without it: {resolution.reason}"
            moved = replace(resolution, place=other, radius_km=other.radius_km, reason=reason)
            return replace(placed, places=(moved, *placed.places[1:]))
    return placed


def _ground(resolution: Resolution) -> str:
    place = resolution.place
    return f"{place.gazetteer} {place.id}" if place is not None else resolution.toponym.surface
