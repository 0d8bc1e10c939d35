"""What a row of a table claims: its figures, each with the column as its wording."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from geomap.events.exchange.lexicon import exchange_lexicon
from geomap.events.exchange.parties import inter_label
from geomap.events.exchange.row_cells import RowCells
from geomap.events.exchange.row_text import RowText
from geomap.events.figures.authorities import load_authorities
from geomap.headings import plain_heading
from geomap.model import Claim, Claimant, Count
from geomap.vocabulary import ClaimantKind, Qualifier, Quantity, Scope, Victims

__all__ = ["RowFigures", "row_claimants", "row_figures"]

_MOST_SOURCES: Final = 20
_LONGEST: Final = 80
# characters of a source; what is longer is a citation, of which the publisher stands first
_PARTING: Final = re.compile(r"\s*;\s*")
_ONE_SIDED: Final = "3"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figure:
    quantity: Quantity
    low: int | None
    best: int | None
    high: int | None
    victims: Victims
    headings: tuple[str, ...]
    part: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFigures:
    """The figures of a row, checked."""

    figures: tuple[_Figure, ...]
    perpetrators: int | None

    def claims(
        self, row: RowCells, text: RowText, claimants: Sequence[Claimant]
    ) -> Iterator[Claim]:
        """Write the figures into the row's text, and give each claimant's claims.

        Parameters
        ----------
        row : RowCells
            The row.
        text : RowText
            Its text, to which the figures are added.
        claimants : sequence of Claimant
            Who says so; at least one.

        Yields
        ------
        Claim
            One for each figure and claimant.
        """
        number = 0
        whole: dict[Quantity, str] = {}
        for figure in self.figures:
            span = text.add({name: row.cells[name] for name in figure.headings})
            if span is None:
                continue
            wording = ", ".join(f"{name}: {row.cells[name].strip()}" for name in figure.headings)
            count = _count(figure, wording)
            for claimant in claimants[:1] if figure.part else claimants:
                number += 1
                name = f"{text.report_id}-c{number}"
                if not figure.part:
                    whole.setdefault(figure.quantity, name)
                yield Claim(
                    id=name,
                    span=span,
                    sentence=span,
                    quantity=figure.quantity,
                    count=count,
                    claimant=claimant,
                    victims=figure.victims,
                    scope=Scope.PART if figure.part else Scope.EVENT,
                    part_of=whole.get(figure.quantity) if figure.part else None,
                    perpetrators_included=None if figure.part else self.perpetrators,
                )


def row_figures(row: RowCells) -> RowFigures:
    """Read the figures of a row.

    Parameters
    ----------
    row : RowCells
        The row; what is wrong with its figures is added to its complaints.

    Returns
    -------
    RowFigures
        What it counts.
    """
    figures = [
        figure
        for quantity, prefix in ((Quantity.KILLED, "killed"), (Quantity.WOUNDED, "wounded"))
        if (figure := _figure(row, quantity, prefix)) is not None
    ]
    killed = any(figure.quantity is Quantity.KILLED for figure in figures)
    parts, perpetrators = _parts(row) if killed else ([], None)
    return RowFigures(figures=(*figures[:1], *parts, *figures[1:]), perpetrators=perpetrators)


def _figure(row: RowCells, quantity: Quantity, prefix: str) -> _Figure | None:
    low, best, high = (row.whole(f"{prefix}{end}") for end in ("_low", "", "_high"))
    roles = (f"{prefix}_low", prefix, f"{prefix}_high")
    headings = tuple(
        heading for role in roles if (heading := row.roles.get(role)) and row.at(heading)
    )
    told = [number for number in (low, best, high) if number is not None]
    if not told:
        return None
    if told != sorted(told):
        row.complain(roles[2] if high is not None else prefix, f"below the others of {told}")
        return None
    civilian = any("civilian" in plain_heading(heading) for heading in headings)
    if best is not None and len(told) == 1 and not _ranged(row, prefix):
        low = high = best
    return _Figure(
        quantity=quantity,
        low=low,
        best=best,
        high=high,
        victims=Victims.CIVILIANS if civilian else Victims.PEOPLE,
        headings=headings,
    )


def _ranged(row: RowCells, prefix: str) -> bool:
    """Tell whether the table has columns for the bounds: they are open where they are empty."""
    return f"{prefix}_low" in row.roles or f"{prefix}_high" in row.roles


def _parts(row: RowCells) -> tuple[list[_Figure], int | None]:
    plain = {plain_heading(heading): heading for heading in row.cells}
    found = []
    for columns in exchange_lexicon().parts:
        found += _part(row, columns.victims, [plain.get(columns.low), plain.get(columns.high)])
    side_a, side_b = plain.get("deaths_a"), plain.get("deaths_b")
    if row.text("kind") == _ONE_SIDED:
        # Of one-sided violence side A is who did it, and its dead are no victims.
        return found + _part(row, _side(row, "actor2"), [side_b]), (row.whole_at(side_a) or None)
    for heading, role in ((side_a, "actor"), (side_b, "actor2")):
        found += _part(row, _side(row, role), [heading])
    return found, None


def _side(row: RowCells, role: str) -> Victims:
    state = inter_label(row.text(role) or "") == "State forces"
    return Victims.SOLDIERS if state else Victims.MILITANTS


def _part(row: RowCells, victims: Victims, headings: Sequence[str | None]) -> list[_Figure]:
    names = tuple(dict.fromkeys(name for name in headings if name))
    numbers = [number for name in names if (number := row.whole_at(name)) is not None]
    if not numbers or max(numbers) == 0:
        return []  # in such columns 0 says that nobody is counted there
    low, high = min(numbers), max(numbers)
    return [
        _Figure(
            quantity=Quantity.KILLED,
            low=low,
            best=low if low == high else None,
            high=high,
            victims=victims,
            headings=names,
            part=True,
        )
    ]


def _count(figure: _Figure, wording: str) -> Count:
    low, best, high = figure.low, figure.best, figure.high
    qualifier = Qualifier.RANGE
    if low == high and low is not None:
        qualifier = Qualifier.ZERO if low == 0 else Qualifier.EXACT
    elif high is None:
        qualifier = Qualifier.ABOUT if low is None else Qualifier.AT_LEAST
    elif low is None:
        qualifier = Qualifier.UP_TO
    return Count(low=low, best=best, high=high, qualifier=qualifier, wording=wording)


def row_claimants(row: RowCells, *, table: str) -> tuple[Claimant, ...]:
    """Tell who says what a row says.

    Parameters
    ----------
    row : RowCells
        The row.
    table : str
        Whose table it is: it passes on what others say.

    Returns
    -------
    tuple of Claimant
        The sources that the row names, one party once; the table itself where it names none.
    """
    sources = _names(row.text("source"))
    original = _names(row.text("original"))
    relay = "; ".join(sources) if original and sources else table
    authorities = load_authorities()
    found: dict[str, Claimant] = {}
    for name in (original or sources)[:_MOST_SOURCES]:
        claimant = Claimant(name=name, kind=ClaimantKind.OTHER, relayed_by=relay)
        party = authorities.find(claimant)
        if party is not None:
            claimant = replace(claimant, kind=party.kind)
        found.setdefault(authorities.key(claimant), claimant)
    return tuple(found.values()) or (Claimant(name=table, kind=ClaimantKind.REPORT),)


def _names(text: str | None) -> list[str]:
    if text is None:
        return []
    parts = [part.strip(" \"'") for part in _PARTING.split(text)]
    short = [p if len(p) <= _LONGEST else p.partition(",")[0][:_LONGEST].strip() for p in parts]
    return list(dict.fromkeys(" ".join(name.split()) for name in short if name))
