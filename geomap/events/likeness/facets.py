"""What two tellings are compared by: place, days, kind, counts and words of one mention.

A mention is what one report tells of one event. Its facets are worked out once, since each
mention is compared with many.
"""

from __future__ import annotations

import calendar
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from geomap.events.figures.counting import names_people
from geomap.events.figures.one_voice import adds
from geomap.events.ground.containment import is_area, is_broad
from geomap.events.terms.folding import folded
from geomap.events.terms.linking_words import LinkingWords, load_linking_words
from geomap.model import Claim, Incident, Place, Report, Resolution
from geomap.stretches import DateRange, Span
from geomap.vocabulary import Quantity, Scope, Stance

__all__ = ["Facets", "facets_of"]

_WORD = re.compile(r"[^\W\d_]{3,}")
_WIDE = ("PCL", "ADM1", "RGN", "TERR")
_LARGE = 300_000
# Inhabitants from which a town has suburbs that reports name.
_NAME = re.compile(r"\b[A-Z][\w'’-]*(?:[ -](?:[A-Z]|al-|el-|ad-|as-|ez-|an-)[\w'’-]*)*")
_PLACED = re.compile(
    rf"\b(?:in|at|near|of|on|outside|around|into|inside|between|from)\s+(?:the\s+)?({_NAME.pattern})"
)
# A name that stands where names of places do: "the port of Bosaso"; an adjective does not.
_DAYS = frozenset(folded(name) for name in (*calendar.day_name, *calendar.month_name))
_WEEKDAYS = tuple(name.casefold() for name in calendar.day_name)
_AT_ITS_SEAT = "its point is the town of that name"
# how the reason of a unit ends that is named as its town is, and nothing says which is meant
_SPEAKER = 3
# letters: a shorter name may stand anywhere
_DEFINITE = "the "
# before people whom readers have heard of
_SENTENCE_END = re.compile(r"[.!?](?:\s|$)")
_CLAUSE_END = re.compile(r"[.!?,](?:\s|$)")
_FRONTED = 2
# words before what opens a sentence: "barely two days after"
_BREAK = re.compile(r"[.!?](?:\s|$)|\n\s*\n")
# A line of publication has no full stop: "Published: 1 October 2015".


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """One mention, ready to be compared."""

    incident: Incident
    report_id: str
    reports: frozenset[str]
    resolution: Resolution | None
    place: Place | None
    area: bool
    wide: bool
    # no more than a province or country is named
    name: str
    # the place as written, folded
    seat: bool
    # a unit that bears the name of its chief town, which is as likely meant
    containers: frozenset[str]
    # the names that the text puts the place in, folded
    surmised: bool
    # the words of the mention do not name the place, or none is known
    named: bool
    # the words of the mention name its place, known or not
    names: frozenset[str]
    # what its words name, folded: places it may mean, where its own is surmised, wide or broad
    spots: frozenset[str]
    # those of them that stand where names of places do
    first: int | None
    last: int | None
    # days as ordinals, both inclusive; None is unknown
    precision: int
    guessed: bool
    # the day is the report's own and was not said
    published: int | None
    update: bool
    # it brings an earlier telling up to date
    aftermath: bool
    # it tells of what came after, and counts no dead: "the UN condemned the bombing of"
    known: frozenset[int]
    # the numbers of dead that it takes as known: "families of the 16 people killed"
    echo: bool
    # it tells of what came after, and all its dead, if any, are told as known
    reaction: bool
    # somebody only denies or owns it, and nobody is counted
    killed: tuple[int | None, int | None, int | None]
    counts: frozenset[int]
    # all numbers of dead that anybody gives in it, but none
    on_top: bool
    # all its dead come on top of others: "two more people have died"
    wounded: int | None
    words: frozenset[str]
    hours: frozenset[int]
    targets: frozenset[str]
    telling: str
    # the words of the mention, folded: equal in copies


def facets_of(incident: Incident, reports: Mapping[str, Report], *, alone: bool = False) -> Facets:
    """Work out the facets of a mention.

    Parameters
    ----------
    incident : Incident
        An incident or total of one report.
    reports : mapping of str to Report
        The reports by id; without its report a mention has no words.
    alone : bool, default False
        Whether its report tells of nothing else: whatever place the report names may then be
        where it happened.

    Returns
    -------
    Facets
        Ready to be compared.
    """
    lexicon = load_linking_words()
    report = reports.get(incident.span.report_id)
    text = _told(incident, report)
    lower = text.casefold()
    known = frozenset(_known(incident, report, lexicon))
    said = report.text.casefold() if report is not None and alone else lower
    after = bool(lexicon.aftermath.search(said))
    known |= _mourned(said, lexicon) if after else frozenset()
    dated = _dated(incident, report) if alone else ""
    own = _without_earlier(f"{dated} {lower}" if dated not in lower else lower, lexicon)
    first = incident.places[0] if incident.places else None
    place = first.place if first is not None else None
    name = folded(first.toponym.surface) if first is not None else ""
    # A row names its place in a column.
    named = not text or bool(report and report.table) or name in folded(text)
    surmised = place is None or not named
    wide = place is not None and place.feature.startswith(_WIDE)
    vague = surmised or (place is not None and (wide or is_broad(place)))
    whole = report.text if report is not None and alone and surmised else text
    own_names = {name, folded(place.name) if place is not None else ""}
    spots = _spots(whole) - own_names - set(_parties(incident)) if vague else frozenset()
    date = incident.date
    return Facets(
        incident=incident,
        report_id=incident.span.report_id,
        reports=frozenset({*incident.report_ids, incident.span.report_id, *_table(report)}),
        resolution=first,
        place=place,
        area=place is not None and is_area(place),
        wide=wide,
        name=name,
        seat=first is not None and _AT_ITS_SEAT in first.reason,
        containers=_containers(first, report),
        surmised=surmised,
        named=bool(name) and named,
        names=_names(whole) if vague or _is_large(place) else frozenset(),
        spots=spots,
        first=date.start.toordinal() if date else None,
        last=date.last.toordinal() if date else None,
        precision=date.precision if date else 9,
        # A single day that is not precise is the day of publication, for want of a better.
        guessed=date is not None and date.precision == 2 and date.start == date.last,
        published=report.published.toordinal() if report and report.published else None,
        update=bool(lexicon.updates.search(lower) or lexicon.aftermath.search(lower)),
        aftermath=bool(lexicon.aftermath.search(lower)) and not any(_dead(incident)),
        known=known,
        echo=after and not (report and report.table) and _is_echo(incident, known),
        reaction=_is_reaction(incident),
        killed=(incident.killed.low, incident.killed.best, incident.killed.high),
        counts=frozenset(_dead(incident)),
        on_top=_comes_on_top(incident),
        wounded=incident.wounded.best,
        words=_content(own, incident, lexicon),
        hours=_hours(own, date, lexicon),
        targets=_targets(_without_speakers(own, incident), lexicon),
        telling=" ".join(lower.split()),
    )


def _comes_on_top(incident: Incident) -> bool:
    dead = [c for c in incident.claims if c.quantity is Quantity.KILLED and c.count.best]
    return bool(dead) and all(adds(claim) for claim in dead)


def _is_large(place: Place | None) -> bool:
    """Tell whether a town has parts that other reports may name as places of their own."""
    return place is not None and (place.population or 0) >= _LARGE


def _table(report: Report | None) -> tuple[str, ...]:
    """Name the table that a mention is a row of, as if it were a report: it has told them apart."""
    return (f"table {report.table}",) if report is not None and report.table else ()


def _told(incident: Incident, report: Report | None) -> str:
    """Give the sentences that tell of the event, in their order."""
    if report is None:
        return ""
    spans = {incident.span, *(_sentence(claim) for claim in incident.claims)}
    own = [span for span in spans if span.report_id == report.id]
    kept: list[Span] = []
    for span in sorted(own, key=lambda span: (span.start, -span.end)):
        if not any(other.covers(span) for other in kept):
            kept.append(span)
    return " ".join(span.of(report.text) for span in kept)


def _dated(incident: Incident, report: Report | None) -> str:
    """Give the sentence that has an event's day, folded: it tells of it, too, who else it names."""
    span = incident.date_span
    if report is None or span is None or span == report.published_span:
        return ""
    if span.report_id != report.id:
        return ""
    before = [end.end() for end in _BREAK.finditer(report.text, 0, span.start)]
    after = _BREAK.search(report.text, span.end)
    start = before[-1] if before else 0
    return report.text[start : after.start() if after else len(report.text)].casefold().strip()


def _names(text: str) -> frozenset[str]:
    """Give all that could be a name: runs of capitalised words, whole and word by word."""
    found: set[str] = set()
    for run in _NAME.findall(text):
        words = folded(run).split()
        found |= {
            " ".join(words[at:end])
            for at in range(len(words))
            for end in range(at + 1, min(at + 4, len(words)) + 1)
        }
    return frozenset(found)


def _spots(text: str) -> frozenset[str]:
    """Give the names that stand where names of places do, but those of days and months."""
    found = (folded(match[1]) for match in _PLACED.finditer(text))
    return frozenset(name for name in found if len(name) > 3 and name not in _DAYS)


def _parties(incident: Incident) -> Iterator[str]:
    """Give the names of those who speak and act, folded."""
    for claim in incident.claims:
        yield folded(claim.claimant.name)
    for statement in incident.statements:
        yield folded(statement.claimant.name)
    for actor in incident.actors:
        yield folded(actor.name)


def _containers(resolution: Resolution | None, report: Report | None) -> frozenset[str]:
    """Give the name that the text puts a place in: "the village of Muatide, in Muidumbe"."""
    if resolution is None or report is None or resolution.toponym.container is None:
        return frozenset()
    container = resolution.toponym.container
    if container.report_id != report.id:
        return frozenset()
    return frozenset({folded(container.of(report.text))}) - {""}


def _dead(incident: Incident) -> Iterator[int]:
    for claim in incident.claims:
        told = claim.quantity is Quantity.KILLED and claim.scope is Scope.EVENT
        if told and claim.count.best and not names_people(claim):
            yield claim.count.best


def _is_reaction(incident: Incident) -> bool:
    """Tell whether somebody only denies or owns an event, and nobody is counted."""
    answered = bool(incident.statements) or bool(incident.claims)
    return answered and all(claim.stance is Stance.DENIED for claim in incident.claims)


def _without_speakers(text: str, incident: Incident) -> str:
    """Leave out who speaks: the director of a hospital does not say that it was hit."""
    for claim in incident.claims:
        name = claim.claimant.name.casefold()
        if len(name) > _SPEAKER:
            text = text.replace(name, " ")
    return text


def _targets(text: str, lexicon: LinkingWords) -> frozenset[str]:
    return frozenset(name for name, word in lexicon.targets.items() if word.search(text))


def _is_echo(incident: Incident, known: frozenset[int]) -> bool:
    """Tell whether all the dead of a mention are known from elsewhere, or some of those."""
    most = max(known, default=0)
    return all(number in known or number < most for number in _dead(incident))


def _mourned(text: str, lexicon: LinkingWords) -> frozenset[int]:
    """Give the numbers of dead that are told by who mourns them: "the families of the 17"."""
    found = set()
    for told in lexicon.mourned.finditer(text):
        number = told["number"]
        found.add(int(number) if number.isdecimal() else lexicon.small_numbers.get(number, 0))
    return frozenset(found - {0, 1})


def _known(incident: Incident, report: Report | None, lexicon: LinkingWords) -> Iterator[int]:
    """Give the numbers of dead that readers have heard of: "the 17", "in which 17 died"."""
    for claim in incident.claims:
        own = report is not None and claim.span.report_id == report.id
        if not own or report is None or claim.quantity is not Quantity.KILLED:
            continue
        lead = report.text[claim.sentence.start : claim.span.end].casefold()
        start = lead.rfind(claim.count.wording.casefold())
        told = claim.span.of(report.text).casefold()
        definite = told.startswith(_DEFINITE) or lexicon.as_known.search(lead[: max(0, start)])
        definite = definite or lexicon.laid_out.search(told)
        if claim.count.best and definite:
            yield claim.count.best


def _sentence(claim: Claim) -> Span:
    return claim.sentence if claim.scope is not Scope.BACKGROUND else claim.span


def _without_earlier(text: str, lexicon: LinkingWords) -> str:
    """Leave out what a sentence says of the event before: "hours after a raid on a bakery".

    Where that opens the sentence, what stands behind its comma is of the event itself.
    """
    kept, at, begun = [], 0, 0
    for cue in lexicon.earlier.finditer(text):
        if cue.start() < at:
            continue
        kept.append(text[at : cue.start()])
        for before in _SENTENCE_END.finditer(text, begun, cue.start()):
            begun = before.end()
        opens = len(text[begun : cue.start()].split()) <= _FRONTED
        end = (_CLAUSE_END if opens else _SENTENCE_END).search(text, cue.end())
        at = end.start() if end else len(text)
    return "".join([*kept, text[at:]])


def _hours(text: str, date: DateRange | None, lexicon: LinkingWords) -> frozenset[int]:
    """Give the hours of the event, not those of another day: "said on Saturday morning"."""
    day = date.start if date is not None and date.start == date.last else None
    found = set()
    for number, word in lexicon.hours.items():
        for hour in word.finditer(text):
            before = text[: hour.start()].split()[-1:]
            named = before[0] if before and before[0] in _WEEKDAYS else None
            if day is None or named in (None, _WEEKDAYS[day.weekday()]):
                found.add(number)
                break
    return frozenset(found)


def _content(text: str, incident: Incident, lexicon: LinkingWords) -> frozenset[str]:
    names = {word for r in incident.places for word in _WORD.findall(r.toponym.surface.casefold())}
    # Interned: a hundred thousand mentions have the same words.
    return frozenset(map(sys.intern, set(_WORD.findall(text)) - lexicon.common - names))
