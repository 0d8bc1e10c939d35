"""Rows of a table as records: each a report-like source with its place, days and claims."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from geomap.errors import UsageError
from geomap.events.exchange.lexicon import Layout, exchange_lexicon
from geomap.events.exchange.parties import ARMED_LABELS, inter_label
from geomap.events.exchange.row_cells import RowCells
from geomap.events.exchange.row_claims import row_claimants, row_figures
from geomap.events.exchange.row_days import row_days
from geomap.events.exchange.row_grounds import Grounds, RowGround, row_ground
from geomap.events.exchange.row_text import RowText
from geomap.events.exchange.table_files import BrokenRow, NumberedRow, TableFile
from geomap.events.figures.standing import Witnesses, country_of, standing_of
from geomap.events.figures.tally import disputed_points, tally
from geomap.events.terms.folding import folded
from geomap.headings import ROW_ROLES, guess_columns, plain_heading
from geomap.model import (
    Actor,
    Claimant,
    Incident,
    Reading,
    Report,
    Resolution,
    SetAside,
    Statement,
    Toponym,
)
from geomap.stretches import DateRange, Span
from geomap.vocabulary import ClaimantKind, Grading, Quantity, Scope, Stance, ToponymRole
from geomap.written_days import Days, day_reader

__all__ = ["RowRecords", "TableReader", "table_reader"]

_UNTOLD: Final = "Attack"
_STANCES: Final = {Grading.CONFIRMED: Stance.CONFIRMED, Grading.CONTESTED: Stance.DENIED}
_GDELT: Final = "gdelt"
_ID_DIGITS: Final = 16
_SHOWN: Final = (
    "id", "date", "date_end", "date_prec", "time_precision", "type", "kind", "place", "admin2",
    "admin1", "country", "precision", "geo_precision", "accuracy", "clarity", "actor",
    "actor_more", "actor2", "actor2_more", "original", "source", "certainty",
)  # fmt: skip
"""The roles whose cells are written below the notes; figures and coordinates come after."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowRecords:
    """What one row gives."""

    reading: Reading
    resolutions: tuple[Resolution, ...]
    incident: Incident


@dataclass(frozen=True, slots=True, kw_only=True)
class TableReader:
    """Reads the rows of one table."""

    origin: str
    # the file, as the user named it: rows of one are never one event
    source: str
    # whose table it is: it passes the claims on
    layout: Layout | None
    roles: Mapping[str, str]
    keep: tuple[str, ...]
    days: Callable[[str], Days | None]
    grounds: Grounds
    rows: Callable[[], Iterator[NumberedRow | BrokenRow]]

    def read(self) -> Iterator[RowRecords | SetAside]:
        """Read the rows one by one.

        Yields
        ------
        RowRecords or SetAside
            One or the other for each row, in the table's order.
        """
        for row in self.rows():
            found = row if isinstance(row, BrokenRow) else self._record(row)
            if isinstance(found, BrokenRow):
                yield SetAside(origin=self.origin, line=row.line, reason=found.reason)
            else:
                yield found

    def _record(self, numbered: NumberedRow) -> RowRecords | BrokenRow:
        row = RowCells(cells=numbered.cells, roles=self.roles)
        ground = row_ground(row, numbered.geometry)
        days = row_days(row, self.days)
        figures = row_figures(row)
        if row.complaints:
            return BrokenRow(line=numbered.line, reason="; ".join(row.complaints))
        if days is None and ground.lon is None and ground.named is None and not figures.figures:
            return BrokenRow(line=numbered.line, reason="no place, no day and no figure in it")
        text = RowText(self._id(row), row.words("text"))
        self._write(row, text)
        claims = tuple(figures.claims(row, text, row_claimants(row, table=self.source)))
        toponym = _toponym(row, ground, text)
        report = self._report(row, text, numbered.line)
        placed: tuple[Resolution, ...] = ()
        if toponym is not None:
            placed = (ground.resolution(toponym, self.grounds, source=self.source),)
        reading = Reading(
            report=report,
            sentences=(Span(report_id=report.id, start=0, end=len(report.text)),),
            toponyms=() if toponym is None else (toponym,),
            dates=(),
            claims=claims,
            statements=_graded(row, text, self.source),
            triggers=(),
            actors=_actors(row, text),
        )
        incident = self._incident(row, reading, days, placed)
        incident = replace(incident, date_span=text.values.get(self.roles.get("date", "")))
        return RowRecords(reading=reading, resolutions=placed, incident=incident)

    def _incident(
        self,
        row: RowCells,
        reading: Reading,
        days: DateRange | None,
        placed: tuple[Resolution, ...],
    ) -> Incident:
        report, claims, statements = reading.report, reading.claims, reading.statements
        standing = standing_of(
            claims,
            statements,
            (report.id,),
            witnesses=Witnesses(reports={report.id: report}),
            country=country_of(placed),
        )
        return Incident(
            id=f"{report.id}-e1",
            report_ids=(report.id,),
            span=reading.sentences[0],
            scope=Scope.EVENT,
            event_type=self._type(row),
            date=days,
            date_reason=self._reason(row, days),
            places=placed,
            precision=placed[0].precision if placed else None,
            claims=claims,
            statements=statements,
            actors=reading.actors,
            killed=tally(claims, Quantity.KILLED),
            wounded=tally(claims, Quantity.WOUNDED),
            grading=standing.grading,
            n_sources=standing.n_sources,
            n_independent=standing.n_independent,
            disputed=disputed_points(claims, statements),
        )

    def _id(self, row: RowCells) -> str:
        """Name the row as its table does, where the ids of such tables are known everywhere."""
        own = row.text("id")
        if own is not None and self.layout is not None:
            return f"{self.layout.key}-{own}"
        cells = json.dumps(sorted(row.cells.items()), ensure_ascii=False)
        digest = hashlib.sha256(cells.encode("utf-8", "surrogatepass")).hexdigest()
        return f"t{digest[:_ID_DIGITS]}"

    def _write(self, row: RowCells, text: RowText) -> None:
        words = self.roles.get("text")
        shown = [self.roles[role] for role in _SHOWN if role in self.roles]
        for heading in dict.fromkeys([*shown, *self.keep]):
            if heading in row.cells and heading != words:
                text.add({heading: row.cells[heading]})

    def _report(self, row: RowCells, text: RowText, line: int) -> Report:
        written = text.text()
        published = row.text("published")
        day = self.days(published.partition(";")[0].strip()) if published else None
        return Report(
            id=text.report_id,
            text=written,
            sha256=hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest(),
            origin=f"{self.origin}:{line}",
            title=row.text("headline"),
            source=row.text("source") or self.source,
            url=row.text("url"),
            table=self.origin,
            published=day[0] if day else None,
            published_from="metadata" if day else None,
        )

    def _type(self, row: RowCells) -> str:
        """Give ACLED's sub-event type; "Attack", the plainest, where no cell tells."""
        lexicon = exchange_lexicon()
        code = row.text("type")
        if code is not None and self.layout is not None and self.layout.key == _GDELT:
            fitting = [start for start in lexicon.cameo if code.startswith(start)]
            return lexicon.cameo[max(fitting, key=len)]
        for role in ("type", "kind"):
            told = row.text(role)
            if told is not None and (known := lexicon.types.get(folded(told))):
                return known
        return _UNTOLD

    def _reason(self, row: RowCells, days: DateRange | None) -> str:
        if days is None:
            return "the row gives no day"
        roles = ("date", "date_end", "date_prec", "time_precision")
        told = [f"{self.roles[r]} '{value}'" for r in roles if (value := row.text(r))]
        return f"{self.source} gives {', '.join(told)}"


def _toponym(row: RowCells, ground: RowGround, text: RowText) -> Toponym | None:
    """Give what names the place: its finest name, else the coordinates as written."""
    roles = row.roles
    shown = {
        roles[role]: row.cells[roles[role]]
        for role in ("lat", "lon")
        if role in roles and roles[role] in row.cells
    }
    line = text.add(shown)
    for role in ("place", "admin2", "admin1", "country"):
        span = text.values.get(roles.get(role, ""))
        if span is not None and row.text(role):
            words = " ".join(row.cells[roles[role]].split())
            return _event_place(span, words, roles[role])
    if ground.lon is None:
        return None
    if line is None:
        line = text.add({"coordinates": f"{ground.lat}, {ground.lon}"})
        shown = {"coordinates": f"{ground.lat}, {ground.lon}"}
    words = ", ".join(f"{n}: {' '.join(value.split())}" for n, value in shown.items())
    return None if line is None else _event_place(line, words, "coordinates")


def _event_place(span: Span, surface: str, heading: str) -> Toponym:
    reason = f"column {heading!r} says where it happened"
    return Toponym(span=span, surface=surface, role=ToponymRole.EVENT, reason=reason)


def _actors(row: RowCells, text: RowText) -> tuple[Actor, ...]:
    found: dict[tuple[str, str], Actor] = {}
    for role, did, inter in (
        ("actor", "attacker", "inter1"), ("actor_more", "attacker", None),
        ("actor2", "target", "inter2"), ("actor2_more", "target", None),
    ):  # fmt: skip
        told = row.text(role)
        code = row.text(inter) if inter else None
        for name in told.split(";") if told else ():
            plain = " ".join(name.split())
            if plain:
                actor = Actor(
                    name=plain,
                    role=did,
                    span=text.values.get(row.roles[role]),
                    armed=_armed(plain, code),
                )
                found.setdefault((plain, did), actor)
    return tuple(found.values())


def _graded(row: RowCells, text: RowText, source: str) -> tuple[Statement, ...]:
    """Give what a grading rests on: who owns the deed, or that it is denied.

    "Fair", "weak" and "discounted" follow from who is said to tell of it and who was harmed.
    """
    told = row.text("certainty")
    grading = exchange_lexicon().gradings.get(folded(told)) if told else None
    span = text.values.get(row.roles.get("certainty", ""))
    stance = _STANCES.get(grading) if grading else None
    if stance is None or span is None:
        return ()
    owner = row.text("actor") if stance is Stance.CONFIRMED else None
    return (
        Statement(
            id=f"{text.report_id}-s1",
            span=span,
            claimant=Claimant(
                name=owner or "a belligerent", kind=ClaimantKind.MILITARY, relayed_by=source
            ),
            stance=stance,
            topic="responsibility",
        ),
    )


def _armed(name: str, code: str | None) -> bool | None:
    """Tell by ACLED's inter code, a digit or a label, whether a party bears arms."""
    label = exchange_lexicon().inter.get(code.removesuffix(".0"), code) if code else ""
    label = label or inter_label(name)
    return None if not label or label not in exchange_lexicon().inter.values() else (
        label in ARMED_LABELS
    )  # fmt: skip


def table_reader(
    table: TableFile,
    *,
    grounds: Grounds,
    columns: Mapping[str, str] | None = None,
    keep: Sequence[str] = (),
    source: str | None = None,
) -> TableReader:
    """Make what reads a table's rows as records.

    Parameters
    ----------
    table : TableFile
        The table.
    grounds : Grounds
        Where names without coordinates and the outlines of units are looked up.
    columns : mapping, optional
        Role to heading where the headings do not tell (see `geomap.headings.ROW_ROLES`).
    keep : sequence of str
        Further columns whose cells the text shall hold.
    source : str, optional
        Whose table it is; by default what its headings tell, else the file's name.

    Returns
    -------
    TableReader
        To be read from its beginning as often as needed.

    Raises
    ------
    UsageError
        When a role or column that was named does not exist, or no column tells of a place,
        a day or a number.
    """
    origin = str(table.path).replace("\\", "/")
    plain = {plain_heading(heading): heading for heading in table.headings}
    layout = next(
        (one for one in exchange_lexicon().layouts if set(one.headings) <= plain.keys()), None
    )
    own = {role: plain[name] for role, name in (layout.columns if layout else {}).items()
           if name in plain}  # fmt: skip
    try:
        roles = guess_columns(table.headings, told={**own, **(columns or {})}, roles=ROW_ROLES)
    except UsageError as error:
        raise UsageError(error.message, where=origin) from error
    if not table.shapes and not {"lat", "place", "date", "killed", "killed_low"} & roles.keys():
        raise UsageError(
            "no column tells of a place, a day or a number; name them, as in --column "
            f"date=COLUMN (the columns are {', '.join(table.headings)})",
            where=origin,
        )
    return TableReader(
        origin=origin,
        source=source or (layout.name if layout else table.path.name),
        layout=layout,
        roles=roles,
        keep=tuple(keep),
        days=day_reader(_slashed(table, roles)),
        grounds=grounds,
        rows=table.rows,
    )


def _slashed(table: TableFile, roles: Mapping[str, str]) -> Iterator[str]:
    """Give the slashed days of a table: only all of them together tell their order."""
    headings = [roles[role] for role in ("date", "date_end") if role in roles]
    for row in table.rows():
        cells: Any = row.cells if isinstance(row, NumberedRow) else {}
        for heading in headings:
            if "/" in (text := cells.get(heading, "")):
                yield text
