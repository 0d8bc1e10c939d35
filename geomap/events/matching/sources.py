"""What is known of the reports behind the mentions: who speaks in them, and what renews what."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from geomap.events.figures.authorities import plain_name
from geomap.events.figures.offices import one_speaker
from geomap.events.figures.rules import FigureRules
from geomap.events.figures.standing import Witnesses
from geomap.events.figures.tally import voice_of
from geomap.events.terms.countries import country_of as country_named
from geomap.events.terms.linking_words import load_linking_words
from geomap.model import Claim, Claimant, Report
from geomap.vocabulary import ClaimantKind, Qualifier

__all__ = ["Sources"]

_HOUR = re.compile(r"\W*([01]?\d|2[0-3])[:.h]([0-5]\d)\b")
_LOOKED_BACK = 250
# Characters before a sentence in which its speaker may stand.
_JUST_BEFORE = 160
# … in which it is said that a toll has changed: "The army has published a new toll."
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
        itself = later.claimant.kind is ClaimantKind.REPORT and bool(report.source)
        if itself and one_speaker(_publisher(report.source or ""), earlier.claimant.name):
            # what others quoted a service for, and its own notice
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

    def tells_late(self, claim: Claim) -> bool:
        """Tell whether a claim's sentence is of somebody who died of wounds, days later."""
        report = self.reports.get(claim.span.report_id)
        if report is None:
            return False
        told = claim.sentence.of(report.text).casefold()
        return load_linking_words().died_later.search(told) is not None

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
