"""A casebook grows: what was read before and what is read now, reconciled together.

What a casebook holds of its reports (`geomap.events.book.holdings`) is put beside what the new ones
gave, and all mentions are reconciled anew: the same reports give the same incidents, whether
they were read at once or added. Ids stay with their incidents (`geomap.events.book.identity`), and
what changes is kept (`geomap.events.book.history`). Reports are read again only where another
version of geomap, its words, its model or its gazetteers read them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from geomap.errors import UsageError
from geomap.model import Incident, Report, SetAside
from geomap.stages import Outcome

if TYPE_CHECKING:
    from geomap.events.book.frame import Casebook
    from geomap.events.book.holdings import Holdings
    from geomap.events.book.identity import Fates
    from geomap.events.figures.rules import FigureRules
    from geomap.events.reconcile import Reconciliation
    from geomap.events.rulings.decisions import Decision
    from geomap.events.rulings.verdicts import Verdict
    from geomap.events.tables.rows import Row

__all__ = ["ASKED", "Adding", "Growth", "grown"]


ASKED = ", and "
# In ``read_with``, before the extractor that was asked beside the rules.


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """A casebook after reports were added, and what came of it."""

    book: Casebook
    fates: Fates
    # which incidents were added, merged, split, removed
    history: Sequence[Row] = ()
    # the rows that are new in the casebook's history
    verdicts: Sequence[Verdict] = ()
    # what became of people's decisions
    added: tuple[str, ...] = ()
    # ids of the reports that are new
    known: tuple[str, ...] = ()
    # origins of the reports that were in it already
    again: tuple[str, ...] = ()
    # ids of the reports that were read again


class Adding:
    """One run that adds reports to a casebook.

    Parameters
    ----------
    book : Casebook
        The casebook so far.
    others : sequence of Casebook
        Casebooks that are put into it.
    rules : FigureRules or str, optional
        By which claims become figures; by default as in the casebook.
    """

    def __init__(
        self,
        book: Casebook,
        others: Sequence[Casebook] = (),
        *,
        rules: FigureRules | str | None = None,
    ) -> None:
        from geomap.events.book.holdings import holdings_of, unkept
        from geomap.events.figures.rules import CLAIMANTS, rules_of
        from geomap.events.tables.rows import rows_of

        self.book = book
        self.rules = rules_of(rules if rules is not None else book.provenance.get("policy"))
        named = book.provenance.get(CLAIMANTS)
        if named is not None and not self.rules.claimants:
            raise UsageError(
                f"the casebook was made with claimants of your own ({named}); give them again "
                "(--claimants)"
            )
        self._shas: dict[str, str] = {}
        self._read_with: dict[str, str | None] = {}
        self._unkept: set[str] = set()
        self._held: list[Holdings] = []
        self._known: list[str] = []
        self._again: tuple[str, ...] = ()
        for one in (book, *others):
            held = holdings_of(one)
            fresh = {report.id for report in held.reports if report.id not in self._shas}
            self._known += [r.origin for r in held.reports if r.id in self._shas]
            self._unkept |= unkept(one) & fresh
            told = rows_of(one.reports[["id", "read_with"]])
            self._read_with |= {r["id"]: r["read_with"] for r in told if r["id"] in fresh}
            self._shas |= {r.id: r.sha256 for r in held.reports if r.id in fresh}
            self._held.append(held.of_reports(fresh))

    def new(self, found: Iterable[Report | SetAside]) -> Iterator[Report | SetAside]:
        """Give what is not in the casebook yet.

        Parameters
        ----------
        found : iterable of Report or SetAside
            What was found in files.

        Yields
        ------
        Report or SetAside
            Without the reports that the casebook has; another one under the id of one of them
            is set aside.
        """
        for report in found:
            if isinstance(report, SetAside) or report.id not in self._shas:
                yield report
            elif self._shas[report.id] == report.sha256:
                self._known.append(report.origin)
            else:
                reason = f"the id {report.id!r} is that of another report in the casebook"
                yield SetAside(origin=report.origin, reason=reason)

    def forget(self, origin: str) -> None:
        """Hold no longer what was set aside of a file that is read anew."""
        for at, held in enumerate(self._held):
            unread = held.tables["unread"]
            kept = unread[unread["origin"] != origin].reset_index(drop=True)
            self._held[at] = replace(held, tables={**held.tables, "unread": kept})

    def new_rows(self, found: Iterable[Outcome | SetAside]) -> Iterator[Outcome | SetAside]:
        """Give the rows of tables that are not in the casebook yet.

        Parameters
        ----------
        found : iterable of Outcome or SetAside
            What was found in tables.

        Yields
        ------
        Outcome or SetAside
            As `new` does for reports.
        """
        for row in found:
            if isinstance(row, SetAside):
                yield row
                continue
            for told in self.new([row.reading.report]):
                yield told if isinstance(told, SetAside) else row

    def needs_versions(self, outcomes: Iterable[Outcome | SetAside]) -> bool:
        """Tell whether anything was read, or must be read again."""
        return bool(self._unkept) or any(isinstance(one, Outcome) for one in outcomes)

    def stale(self, read_with: str) -> list[Report]:
        """Give the reports that other versions have read; they are held no longer.

        Parameters
        ----------
        read_with : str
            The versions now.

        Returns
        -------
        list of Report
            To be read again: by the rules alone, so those that somebody had asked an extractor
            about are left as they are as long as they can be.

        Raises
        ------
        UsageError
            When incidents lack what is needed, and no report can be read to give it.
        """
        lost = sorted(name for name in self._unkept if self._read_with[name] is None)
        if lost:
            raise UsageError(
                f"{len(lost)} report(s) of the casebook, {lost[0]!r} first, were kept by another "
                "version of geomap and came from a table, not from a text; import it again"
            )
        stale = {
            name
            for name, known in self._read_with.items()
            if known is not None
            and ((known != read_with and ASKED not in known) or name in self._unkept)
        }
        reports = [report for held in self._held for report in held.reports if report.id in stale]
        kept = self._read_with.keys() - stale
        self._held = [held.of_reports(kept) for held in self._held]
        self._again = tuple(sorted(stale))
        return reports

    def finish(
        self,
        outcomes: Iterable[Outcome | SetAside],
        *,
        versions: Mapping[str, str] | None,
        decisions: Sequence[Decision] = (),
        draw: Callable[..., Any] | None = None,
    ) -> Growth:
        """Reconcile everything.

        Parameters
        ----------
        outcomes : iterable of Outcome or SetAside
            What was read now.
        versions : mapping of str to str, optional
            By which versions it was read; None where nothing was.
        decisions : sequence of Decision, optional
            What people have decided.
        draw : callable, optional
            Turns a casebook into a map.

        Returns
        -------
        Growth
            The casebook and what has become of its incidents.
        """
        told = {**self.book.provenance, **(versions or {})}
        growth = grown(
            self.book, outcomes, held=self._held, rules=self.rules, provenance=told,
            decisions=decisions, draw=draw,
        )  # fmt: skip
        added = set(growth.book.reports["id"]) - set(self.book.reports["id"])
        return replace(
            growth, added=tuple(sorted(added)), known=tuple(self._known), again=self._again
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Material:
    """Everything that goes into a casebook."""

    outcomes: tuple[Outcome, ...]
    held: tuple[Holdings, ...]
    aside: tuple[SetAside, ...] = field(default=())

    def mentions(self) -> list[Incident]:
        """Give what all reports tell, each of one event."""
        told = [incident for outcome in self.outcomes for incident in outcome.incidents]
        return [*told, *(mention for held in self.held for mention in held.mentions)]


def grown(
    before: Casebook | None,
    outcomes: Iterable[Outcome | SetAside],
    *,
    held: Sequence[Holdings] = (),
    rules: FigureRules,
    provenance: Mapping[str, str],
    decisions: Sequence[Decision] = (),
    draw: Callable[..., Any] | None = None,
) -> Growth:
    """Reconcile what is new with what a casebook holds.

    Parameters
    ----------
    before : Casebook or None
        The casebook so far; its ids, history and policy go on.
    outcomes : iterable of Outcome or SetAside
        What reports gave that were read now, in any order.
    held : sequence of Holdings, optional
        What is held of reports that were read before: of the casebook itself, and of others
        that are put into it.
    rules : FigureRules
        By which claims become figures.
    provenance : mapping of str to str
        The versions of the parts, and ``read_with``, by which the outcomes were read.
    decisions : sequence of Decision, optional
        What people have decided; applied last.
    draw : callable, optional
        Turns a casebook into a map.

    Returns
    -------
    Growth
        The casebook and what has become of its incidents.
    """
    from geomap.events.book.frame import Casebook
    from geomap.events.book.holdings import MENTION_SHAPE, membership
    from geomap.events.book.tables import Past
    from geomap.events.reconcile import reconciled
    from geomap.events.rulings.verdicts import edits_of, verdict_rows
    from geomap.events.tables.rows import rows_of
    from geomap.records import shape_of

    material = _material(outcomes, held)
    reports = [outcome.reading.report for outcome in material.outcomes]
    reports += [report for one in material.held for report in one.reports]
    membered = membership(before) if before is not None else {}
    found = reconciled(material.mentions(), reports, rules=rules, decisions=decisions)
    found, fates = _under_lasting_names(found, membered)
    homes = {mention.id: mention.incident_id for mention in found.mentions}
    past_rows = rows_of(before.history) if before is not None else []
    history = _history(found, fates, membered, past_rows)
    told = dict(provenance)
    past = Past(
        held=material.held,
        history=history,
        read_with=told.pop("read_with", None),
        decisions=verdict_rows(found.verdicts, homes),
        edits=edits_of(found.verdicts, homes),
    )
    book = Casebook.from_records(
        readings=[outcome.reading for outcome in material.outcomes],
        resolutions={o.reading.report.id: o.resolutions for o in material.outcomes},
        incidents=found.incidents,
        set_aside=material.aside,
        links=found.links,
        mentions=found.mentions,
        past=past,
        provenance={**told, **rules.described(), MENTION_SHAPE: shape_of(Incident)},
        draw=draw,
    )
    seen = {(row["incident_id"], row["step"]) for row in past_rows}
    news = [row for row in history if (row["incident_id"], row["step"]) not in seen]
    return Growth(book=book, fates=fates, history=news, verdicts=found.verdicts)


def _material(outcomes: Iterable[Outcome | SetAside], held: Sequence[Holdings]) -> _Material:
    read: list[Outcome] = []
    aside: list[SetAside] = []
    for outcome in outcomes:
        if isinstance(outcome, SetAside):
            aside.append(outcome)
        else:
            read.append(outcome)
    return _Material(outcomes=tuple(read), aside=tuple(aside), held=tuple(held))


def _under_lasting_names(
    found: Reconciliation, membered: Mapping[str, str]
) -> tuple[Reconciliation, Fates]:
    from geomap.events.book.identity import fates_of, renamed

    days = {
        report.id: report.published.isoformat()
        for report in found.sources.reports.values()
        if report.published is not None
    }
    fates = fates_of(found.mentions, membered, days)
    return renamed(found, fates.names), fates


def _history(
    found: Reconciliation,
    fates: Fates,
    membered: Mapping[str, str],
    rows: Sequence[Row],
) -> list[Row]:
    from geomap.events.book.history import Causes, history_rows
    from geomap.events.matching.joining import joined
    from geomap.events.rulings.edits import edited, with_rejections

    groups: dict[str, list[str]] = {}
    for mention in found.mentions:
        groups.setdefault(mention.incident_id, []).append(mention.id)

    def rejoin(mentions: Sequence[Incident], whole: Incident) -> Incident:
        counted = with_rejections(mentions, found.decisions)
        return edited(joined(counted, found.sources), groups[whole.id], found.decisions)

    homes = {mention.id: mention.incident_id for mention in found.mentions}
    causes = Causes.of(found.verdicts, homes)
    return history_rows(found, fates, before=membered, rows=rows, rejoin=rejoin, causes=causes)
