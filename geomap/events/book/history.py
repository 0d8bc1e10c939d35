"""What has become of each incident, step by step, with the report that caused it.

A step is one report, or one decision, and may change several fields. What came in one run is
put in the order in which it was published: read at once or added one by one in that order,
reports leave the same history. No clock is looked at: the day of a step is its report's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from geomap.events.book.identity import Fates
from geomap.events.matching.links import Mention
from geomap.events.reconcile import Reconciliation
from geomap.events.rulings.decisions import GROUPING
from geomap.events.rulings.states import FIELDS, State, state_of
from geomap.events.rulings.verdicts import APPLIED, Verdict
from geomap.events.tables.rows import Row
from geomap.model import Incident

__all__ = ["Causes", "history_rows"]

_FATE = "incident"
# The field under which it stands that an incident came, was merged, split off or went.
_ADDED = "added"
_OTHERWISE = "by what is known of other reports, or by other rules"


@dataclass(frozen=True, slots=True, kw_only=True)
class Causes:
    """The decisions by which incidents are what they are, in words."""

    fixed: Mapping[tuple[str, str], str] = field(default_factory=dict)
    # incident and field to the decision that fixed it
    grouped: Mapping[str, str] = field(default_factory=dict)
    # incident to the decision that merged or split it
    rejected: Mapping[str, str] = field(default_factory=dict)
    # incident to the decision that a claim of it counts for nothing

    @classmethod
    def of(cls, verdicts: Iterable[Verdict], homes: Mapping[str, str]) -> Causes:
        """Sort out what became of the decisions.

        Parameters
        ----------
        verdicts : iterable of Verdict
            What became of each.
        homes : mapping of str to str
            Mention id to incident id.
        """
        fixed: dict[tuple[str, str], str] = {}
        grouped: dict[str, str] = {}
        rejected: dict[str, str] = {}
        for verdict in verdicts:
            decision = verdict.decision
            if verdict.outcome != APPLIED or verdict.mention is None:
                continue
            home = homes[verdict.mention]
            if decision.kind in GROUPING:
                others = decision.others(homes)
                grouped |= dict.fromkeys([home, *(homes[o] for o in others)], decision.said)
            elif decision.kind == "reject":
                rejected[home] = decision.said
            else:
                fixed[home, decision.kind] = decision.said
        return cls(fixed=fixed, grouped=grouped, rejected=rejected)

    def of_field(self, incident_id: str, name: str, after: str | None) -> str | None:
        """Give the decision by which a field is what it is."""
        if name == _FATE:
            return self.grouped.get(incident_id) if after != _ADDED else None
        return self.fixed.get((incident_id, name))


@dataclass(slots=True)
class _Story:
    """The history of one incident while it is told on."""

    incident_id: str
    state: dict[str, str | None]
    step: int
    causes: Causes
    rows: list[Row] = field(default_factory=list)

    def otherwise(self) -> str:
        """Say why something has changed that no new report has changed."""
        return self.causes.rejected.get(self.incident_id, _OTHERWISE)

    def tell(
        self,
        state: State,
        reason: str,
        report_id: str | None,
        fate: tuple[str | None, str] | None = None,
    ) -> None:
        """Add a step where anything has changed."""
        changes = [
            (name, self.state.get(name), state.get(name))
            for name in FIELDS
            if self.state.get(name) != state.get(name)
        ]
        told = [(_FATE, *fate)] if fate is not None else []
        if not told and not changes:
            return
        self.step += 1
        for name, before, after in (*told, *changes):
            why = self.causes.of_field(self.incident_id, name, after)
            self.rows.append(
                {
                    "incident_id": self.incident_id, "step": self.step, "field": name,
                    "before": before, "after": after,
                    "report_id": None if why else report_id, "reason": why or reason,
                }
            )  # fmt: skip
        self.state = dict(state)


def history_rows(
    found: Reconciliation,
    fates: Fates,
    *,
    before: Mapping[str, str],
    rows: Sequence[Row] = (),
    rejoin: Callable[[Sequence[Incident], Incident], Incident],
    causes: Causes,
) -> list[Row]:
    """Tell the history on.

    Parameters
    ----------
    found : Reconciliation
        The incidents now, under the ids that they keep.
    fates : Fates
        What has become of those of before.
    before : mapping of str to str
        Mention id to the id of the incident that it was in.
    rows : sequence of dict
        The history so far.
    rejoin : callable
        Joins some of the mentions of an incident as all of them are joined in it.
    causes : Causes
        The decisions by which incidents are what they are.

    Returns
    -------
    list of dict
        The rows so far and the new ones, by incident and step.
    """
    told: dict[str, list[Row]] = {}
    for row in rows:
        told.setdefault(row["incident_id"], []).append(row)
    groups: dict[str, list[Mention]] = {}
    for mention in found.mentions:
        groups.setdefault(mention.incident_id, []).append(mention)
    beginnings = _beginnings(fates)
    for incident in found.incidents:
        story = _resumed(incident.id, told.get(incident.id, ()), causes)
        cast = _Cast(found, before, groups[incident.id], rejoin)
        _tell_on(story, incident, cast, beginnings.get(incident.id, []))
        if story.rows:
            told.setdefault(incident.id, []).extend(story.rows)
    for gone, after in _endings(fates):
        story = _resumed(gone, told.get(gone, ()), causes)
        story.tell(story.state, after, None, fate=("known", after))
        told.setdefault(gone, []).extend(story.rows)
    return [row for _, own in sorted(told.items()) for row in own]


def _beginnings(fates: Fates) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {made: [_ADDED] for made in fates.added}
    for made, old in fates.split:
        found.setdefault(made, []).append(f"split from {old}")
        found.setdefault(old, []).append(f"without {made}, which was split off")
    for gone, kept in fates.merged:
        found.setdefault(kept, []).append(f"merged with {gone}")
    return found


def _endings(fates: Fates) -> Iterator[tuple[str, str]]:
    for gone, kept in fates.merged:
        yield gone, f"merged into {kept}"
    for gone in fates.removed:
        yield gone, "removed: no report tells of it any more"


def _resumed(incident_id: str, rows: Sequence[Row], causes: Causes) -> _Story:
    state: dict[str, str | None] = dict.fromkeys(FIELDS)
    for row in rows:
        if row["field"] in FIELDS:
            state[row["field"]] = row["after"]
    return _Story(incident_id, state, max((row["step"] for row in rows), default=0), causes)


@dataclass(frozen=True, slots=True)
class _Cast:
    """Whose words an incident rests on, and how they are joined."""

    found: Reconciliation
    before: Mapping[str, str]
    mentions: Sequence[Mention]
    rejoin: Callable[[Sequence[Incident], Incident], Incident]

    def day(self, report_id: str) -> str:
        """Give the day of a report as it sorts."""
        report = self.found.sources.reports.get(report_id)
        known = report is not None and report.published
        return known.isoformat() if known else "9999"

    def news(self) -> list[str]:
        """Give the reports that are new to the casebook, in the order of their days."""
        new = {m.span.report_id for m in self.mentions if m.id not in self.before}
        return sorted(new, key=lambda report_id: (self.day(report_id), report_id))

    def joined(self, ids: Iterable[str], whole: Incident) -> State | None:
        """Give the state that some of the mentions make."""
        chosen = set(ids)
        told = [m.told for m in self.mentions if m.id in chosen and m.told is not None]
        if not told:
            return None
        scoped = [replace(mention, scope=whole.scope) for mention in told]
        return state_of(self.rejoin(scoped, whole))


def _tell_on(story: _Story, incident: Incident, cast: _Cast, beginnings: Sequence[str]) -> None:
    """Tell what has changed on an incident: the old, what came from others, then the new."""
    last = state_of(incident)
    news = cast.news()
    if not news and not beginnings and last == story.state:
        return
    known = {m.id for m in cast.mentions if m.id in cast.before}
    own = {name for name in known if cast.before[name] == incident.id}
    if own and len(own) < len(cast.mentions):
        story.tell(cast.joined(own, incident) or story.state, story.otherwise(), None)
    for fate in beginnings:
        if fate != _ADDED:
            cause = news[0] if news and fate.startswith("merged") else None
            state = cast.joined(known, incident) or story.state
            story.tell(state, fate, cause, fate=(None, fate))
    for at, report_id in enumerate(news):
        known |= {m.id for m in cast.mentions if m.span.report_id == report_id}
        told = last if at == len(news) - 1 else cast.joined(known, incident) or story.state
        if at == 0 and _ADDED in beginnings:
            story.tell(told, "first told by this report", report_id, fate=(None, _ADDED))
        else:
            story.tell(told, "by this report", report_id)
    story.tell(last, story.otherwise(), None)
