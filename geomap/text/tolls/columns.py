"""Tables of figures: rows whose cells stand under "Killed" and "Wounded"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from geomap.model import Count
from geomap.text.figures.counts import make_count
from geomap.text.figures.groups import Group
from geomap.text.harmed.casualty import Casualty
from geomap.text.parsing.grammar import Sentence
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import Qualifier, Quantity, Victims

__all__ = ["Column", "cells_of", "columns_in", "row_casualties", "row_places"]

_LINE = 2_000
# Characters that a row may have; what is longer is no table that tells of an event.
_BAR = re.compile(r"[ \t]*(?:\||\t)[ \t]*")
_NUMBER = re.compile(r"(?P<low>\d{1,9})(?P<more>\+)?(?:\s*[-–]\s*(?P<high>\d{1,9}))?")
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_HEADING_WORDS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What the numbers below a heading count; no quantity where they count nobody harmed."""

    quantity: Quantity | None
    victims: Victims = Victims.PEOPLE
    place: bool = False
    # its cells name places


def cells_of(sentence: Sentence) -> tuple[tuple[int, int], ...]:
    """Cut the line on which a sentence stands at its bars and tabs.

    Parameters
    ----------
    sentence : Sentence
        The sentence.

    Returns
    -------
    tuple of (int, int)
        Bounds of the cells in the report's text; empty where the line has fewer than two.
    """
    if "|" not in sentence.lower and "\t" not in sentence.lower:
        return ()
    text, at = sentence.text, sentence.words[0].start
    start = text.rfind("\n", max(0, at - _LINE), at) + 1
    end = text.find("\n", at, at + _LINE)
    end = len(text) if end < 0 else end
    if start < at - _LINE or end > at + _LINE:
        return ()
    bars = [(bar.start(), bar.end()) for bar in _BAR.finditer(text, start, end)]
    inner = [b for b in bars if start < b[0] and b[1] < end]
    opening = next((b[1] for b in bars if b[0] == start), start)
    closing = next((b[0] for b in reversed(bars) if b[1] == end), end)
    starts = [opening, *(b[1] for b in inner)]
    ends = [*(b[0] for b in inner), closing]
    return tuple(zip(starts, ends, strict=True)) if len(starts) > 1 else ()


def columns_in(sentence: Sentence, lexicon: Lexicon) -> tuple[Column, ...]:
    """Read the headings of a table: "Date | Place | Civilians killed | Wounded".

    Parameters
    ----------
    sentence : Sentence
        A line of the report.
    lexicon : Lexicon
        The language's words of harm and for people.

    Returns
    -------
    tuple of Column
        One a cell; empty where the line heads no column of people harmed.
    """
    headings = [sentence.text[a:b].lower() for a, b in cells_of(sentence)]
    if any(char.isdigit() for heading in headings for char in heading):
        return ()
    columns = tuple(_column(heading, lexicon) for heading in headings)
    return columns if any(column.quantity for column in columns) else ()


def _column(heading: str, lexicon: Lexicon) -> Column:
    words = _WORD.findall(heading)
    if len(words) > _HEADING_WORDS:
        return Column(quantity=None)
    tables = (lexicon.verbs, lexicon.states, lexicon.nouns)
    quantity = next((t[w] for w in words for t in tables if w in t), None)
    victims = next((lexicon.victims[w] for w in words if w in lexicon.victims), Victims.PEOPLE)
    place = quantity is None and not lexicon.place_headings.isdisjoint(words)
    return Column(quantity=quantity, victims=victims, place=place)


def row_places(sentence: Sentence, columns: Sequence[Column]) -> tuple[tuple[int, int], ...]:
    """Give the cells of a row that stand under "Place" or "District".

    Parameters
    ----------
    sentence : Sentence
        A line of the report, or a part of one.
    columns : sequence of Column
        The table's columns.

    Returns
    -------
    tuple of (int, int)
        First and last position of each cell's words.
    """
    cells = cells_of(sentence)
    if not columns or len(cells) != len(columns):
        return ()
    found = []
    for cell, column in zip(cells, columns, strict=True):
        inside = _inside(sentence, cell)
        if column.place and inside and sentence.words[inside[0]].text[:1].isupper():
            found.append((inside[0], inside[-1]))
    return tuple(found)


def _inside(sentence: Sentence, cell: tuple[int, int]) -> list[int]:
    return [k for k, w in enumerate(sentence.words) if cell[0] <= w.start and w.end <= cell[1]]


def row_casualties(
    sentence: Sentence, columns: Sequence[Column], lexicon: Lexicon
) -> tuple[Casualty, ...]:
    """Read the figures of a row under the headings of its table.

    Parameters
    ----------
    sentence : Sentence
        A line of the report, or a part of one.
    columns : sequence of Column
        The table's columns.
    lexicon : Lexicon
        The words for a sum.

    Returns
    -------
    tuple of Casualty
        In order; empty where the line has not as many cells as the table.
    """
    cells = cells_of(sentence)
    if not columns or len(cells) != len(columns):
        return ()
    first = next((sentence.text[a:b] for a, b in cells if b > a), "")
    summed = first.lower().strip(" :*") in lexicon.harm.sums
    made: list[Casualty] = []
    for (start, end), column in zip(cells, columns, strict=True):
        count = _count(sentence.text[start:end])
        inside = _inside(sentence, (start, end))
        if column.quantity is None or count is None or not inside:
            continue
        group = Group(
            first=inside[0],
            last=inside[-1],
            count=count,
            victims=column.victims,
            head=None,
            sure=True,
        )
        made.append(
            Casualty(group=group, quantity=column.quantity, predicate=inside[0], summed=summed)
        )
    return tuple(made)


def _count(cell: str) -> Count | None:
    wording = cell.strip(" *")
    found = _NUMBER.fullmatch(wording.replace(",", ""))
    if found is None:
        return None
    low = int(found["low"])
    if found["high"]:
        return make_count(Qualifier.RANGE, low, int(found["high"]), wording=wording)
    if found["more"]:
        return make_count(Qualifier.AT_LEAST, low, wording=wording)
    return make_count(Qualifier.EXACT if low else Qualifier.ZERO, low, wording=wording)
