"""What became of people's decisions: one that no longer fits is told, never dropped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from geomap.events.matching.links import Link
from geomap.events.rulings.decisions import GROUPING, UNKNOWN, Decision
from geomap.events.rulings.edits import Groups, in_order
from geomap.events.rulings.states import state_of
from geomap.events.tables.rows import Row
from geomap.model import Incident, Report
from geomap.vocabulary import Scope

__all__ = [
    "APPLIED",
    "CONFIRMED",
    "REPLACED",
    "UNFIT",
    "Verdict",
    "decided_links",
    "edits_of",
    "fitting",
    "verdict_rows",
    "verdicts_on",
]

APPLIED, CONFIRMED, REPLACED, UNFIT = "applied", "already so", "replaced", "does not fit"
_ABOUT = 60
# Characters of a mention's words that are told where they are not those decided about.
_APART = "split by a decision"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of a decision."""

    decision: Decision
    outcome: str
    # APPLIED, CONFIRMED, REPLACED or UNFIT
    reason: str = ""
    mention: str | None = None
    # a mention of the incident that it is about


def fitting(
    decisions: Iterable[Decision], mentions: Iterable[Incident], reports: Mapping[str, Report]
) -> tuple[list[Decision], list[Verdict]]:
    """Part the decisions that can be applied from those that do not fit.

    Parameters
    ----------
    decisions : iterable of Decision
        All decisions.
    mentions : iterable of Incident
        What each report tells of each event.
    reports : mapping of str to Report
        The reports by id.

    Returns
    -------
    tuple of (list of Decision, list of Verdict)
        Those that fit, in the order in which they were made, and why the others do not.

    Examples
    --------
    >>> fitting([], [], {})
    ([], [])
    """
    known = {mention.id: mention for mention in mentions}
    claims = {claim.id: mention for mention in known.values() for claim in mention.claims}
    fit, unfit = [], []
    for decision in in_order(decisions):
        rejects = decision.kind == "reject"
        mention = (claims if rejects else known).get(decision.id)
        if mention is None:
            reason = f"no {'claim' if rejects else 'mention'} is {decision.id!r}"
        else:
            reason = (
                decision.problem
                or _other_words(decision, mention, reports)
                or _other_mentions(decision, mention, known)
                or ""
            )
        if reason:
            unfit.append(_unfit(decision, reason, mention.id if mention is not None else None))
        else:
            fit.append(decision)
    return fit, unfit


def _other_words(
    decision: Decision, mention: Incident, reports: Mapping[str, Report]
) -> str | None:
    report = reports.get(mention.span.report_id)
    if not decision.about or report is None:
        return None
    words = " ".join(mention.span.of(report.text).split())
    if words.casefold().startswith(" ".join(decision.about.split()).casefold()):
        return None
    return f"the words of {mention.id} are not those decided about, but: {words[:_ABOUT]}"


def _other_mentions(
    decision: Decision, mention: Incident, known: Mapping[str, Incident]
) -> str | None:
    if decision.kind not in GROUPING:
        return None
    for other in decision.others(known):
        if other not in known:
            return f"no mention is {other!r}"
        if other == mention.id:
            return f"{other!r} is named twice"
    return None


def verdicts_on(
    decisions: Sequence[Decision], before: Groups, groups: Groups, made: Mapping[str, Incident]
) -> list[Verdict]:
    """Say what became of the decisions that fit.

    Parameters
    ----------
    decisions : sequence of Decision
        In the order in which they were made.
    before, groups : list of list of Incident
        The mentions of each incident as the rules had them, and as they are now.
    made : mapping of str to Incident
        Mention id to the incident as it is now.

    Returns
    -------
    list of Verdict
        In the order of the decisions.
    """
    scene = _Scene(
        mentions={mention.id: mention for group in groups for mention in group},
        claims={c.id: m.id for group in groups for m in group for c in m.claims},
        before={mention.id: at for at, group in enumerate(before) for mention in group},
        now={mention.id: at for at, group in enumerate(groups) for mention in group},
        made=made,
    )
    return [scene.judge(decision, decisions[at + 1 :]) for at, decision in enumerate(decisions)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """What decisions are judged by."""

    mentions: Mapping[str, Incident]
    claims: Mapping[str, str]
    # claim id to the mention that it is in
    before: Mapping[str, int]
    now: Mapping[str, int]
    made: Mapping[str, Incident]

    def judge(self, decision: Decision, later: Sequence[Decision]) -> Verdict:
        """Judge one decision, by what holds now and by those made after it."""
        if decision.kind == "reject":
            mention = self.claims[decision.id]
            return Verdict(decision=decision, outcome=APPLIED, mention=mention)
        if decision.kind in GROUPING:
            return self._grouping(decision)
        if decision.kind == "right":
            return self._right(decision)
        home = self.now[decision.id]
        if any(o.kind == decision.kind and self.now.get(o.id) == home for o in later):
            return _replaced(decision, "a later decision on the same")
        return Verdict(decision=decision, outcome=APPLIED, mention=decision.id)

    def _grouping(self, decision: Decision) -> Verdict:
        others = decision.others(self.mentions)
        total = self.mentions[decision.id].scope is Scope.TOTAL
        if any((self.mentions[other].scope is Scope.TOTAL) != total for other in others):
            return _unfit(decision, "a total and an event cannot be one", decision.id)

        def holds(home: Mapping[str, int]) -> bool:
            same = [home[other] == home[decision.id] for other in others]
            return all(same) if decision.kind == "merge" else not any(same)

        if not holds(self.now):
            return _replaced(decision, "a later decision says otherwise")
        outcome = CONFIRMED if holds(self.before) else APPLIED
        return Verdict(decision=decision, outcome=outcome, mention=decision.id)

    def _right(self, decision: Decision) -> Verdict:
        name, _, value = decision.value.partition(" ")
        now = state_of(self.made[decision.id]).get(name) or UNKNOWN
        if now == value:
            return Verdict(decision=decision, outcome=CONFIRMED, mention=decision.id)
        reason = f"{name} was {value} when it was looked at, and is {now}"
        return _unfit(decision, reason, decision.id)


def _replaced(decision: Decision, reason: str) -> Verdict:
    return Verdict(decision=decision, outcome=REPLACED, reason=reason, mention=decision.id)


def _unfit(decision: Decision, reason: str, mention: str | None = None) -> Verdict:
    return Verdict(decision=decision, outcome=UNFIT, reason=reason, mention=mention)


def decided_links(
    links: Iterable[Link], verdicts: Iterable[Verdict], homes: Mapping[str, str]
) -> tuple[Link, ...]:
    """Say in the links what people have decided of them.

    Parameters
    ----------
    links : iterable of Link
        As the rules made them.
    verdicts : iterable of Verdict
        What became of the decisions.
    homes : mapping of str to str
        Mention id to the id of the incident it is in.

    Returns
    -------
    tuple of Link
        With those that were decided, no longer doubtful. What was split off takes along what
        is nearer to it: no link holds over the gap.
    """
    # What one report tells in several sentences is one mention, and no decision parts it.
    inside = [link for link in links if link.span is not None]
    made = {
        (link.mention, link.other): link
        if not link.joined or homes[link.mention] == homes[link.other]
        else replace(link, joined=False, doubtful=False, reason=f"{link.reason}; {_APART}")
        for link in links
        if link.span is None
    }
    for verdict in verdicts:
        decision = verdict.decision
        if decision.kind not in GROUPING or verdict.outcome not in (APPLIED, CONFIRMED):
            continue
        for other in decision.others(homes):
            pair = (decision.id, other) if decision.id < other else (other, decision.id)
            before = made.get(pair)
            made[pair] = Link(
                mention=pair[0],
                other=pair[1],
                joined=decision.kind == "merge",
                score=before.score if before is not None else None,
                probability=1.0 if decision.kind == "merge" else 0.0,
                doubtful=False,
                reason=decision.said,
            )
    return (*inside, *(link for _, link in sorted(made.items())))


def verdict_rows(verdicts: Iterable[Verdict], homes: Mapping[str, str]) -> list[Row]:
    """Turn verdicts into the rows of the table ``decisions``.

    Parameters
    ----------
    verdicts : iterable of Verdict
        What became of each decision.
    homes : mapping of str to str
        Mention id to incident id.

    Returns
    -------
    list of dict
        Column name to value, in the order of the file.
    """
    return [
        {
            "decision": verdict.decision.kind,
            "id": verdict.decision.id,
            "value": verdict.decision.value or None,
            "lat": verdict.decision.lat,
            "lon": verdict.decision.lon,
            "about": verdict.decision.about or None,
            "who": verdict.decision.who,
            "when": verdict.decision.when.isoformat(),
            "why": verdict.decision.why,
            "line": verdict.decision.line,
            "incident_id": homes.get(verdict.mention) if verdict.mention else None,
            "outcome": verdict.outcome,
            "reason": verdict.reason or None,
        }
        for verdict in verdicts
    ]


def edits_of(verdicts: Iterable[Verdict], homes: Mapping[str, str]) -> dict[str, list[Row]]:
    """Give what people have changed, incident by incident.

    Parameters
    ----------
    verdicts : iterable of Verdict
        What became of each decision.
    homes : mapping of str to str
        Mention id to incident id.

    Returns
    -------
    dict of str to list of dict
        Incident id to its edits: ``what``, ``who``, ``when`` and ``why``.
    """
    found: dict[str, list[Row]] = {}
    for verdict in verdicts:
        if verdict.outcome != APPLIED or verdict.mention is None:
            continue
        decision = verdict.decision
        touched = [verdict.mention]
        touched += decision.others(homes) if decision.kind == "split" else []
        edit = {
            "what": decision.kind,
            "who": decision.who,
            "when": decision.when.isoformat(),
            "why": decision.why,
        }
        for incident_id in dict.fromkeys(homes[mention] for mention in touched):
            found.setdefault(incident_id, []).append(edit)
    return found
