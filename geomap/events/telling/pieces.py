"""The sentences of a report, and the entries of a digest that one sentence lists."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from geomap.events.terms.hours import hours_in
from geomap.events.terms.linking_words import load_linking_words
from geomap.model import Reading, Resolution
from geomap.stretches import Span
from geomap.vocabulary import EventPlace, Scope, ToponymRole

__all__ = ["heads_line", "pieces_of"]

_ENTRY_END = ";"
_BULLETS = ("-", "*", "•", "–")
_JOINED = re.compile(r"(?:\band|,|;)\s*$")


def pieces_of(
    reading: Reading, resolutions: Sequence[Resolution]
) -> tuple[tuple[Span, ...], frozenset[Span]]:
    """Cut the entries of a digest apart: "a bomb killed four in A; a mine killed two in B".

    Gives the sentences, or their pieces where each has a place and a word of harm of its own,
    and those that turn to another event. Clauses side by side ("a bomb went off in A and
    gunmen attacked B") are cut where each has a place and an attack.
    """
    text, report_id = reading.report.text, reading.report.id
    places = sorted(
        r.toponym.span.start for r in resolutions if r.toponym.role is ToponymRole.EVENT
    )
    known = sorted(
        r.toponym.span.start
        for r in resolutions
        if r.toponym.role is ToponymRole.EVENT
        and r.place is not None
        # what a line opens with is the place of all its clauses
        and not heads_line(r, text)
    )
    outcomes = load_linking_words().outcomes
    attacks = sorted(
        [t.span.start for t in reading.triggers if t.span.of(text).lower() not in outcomes]
        + [c.span.start for c in reading.claims if c.scope is Scope.EVENT and c.count.best]
    )
    harm = sorted(
        [t.span.start for t in reading.triggers] + [claim.span.start for claim in reading.claims]
    )
    starts = sorted(clause.start for clause in reading.clauses)
    counts = sorted(c.span.start for c in reading.claims if c.scope is Scope.EVENT and c.count.best)
    parts = sorted(c.span.start for c in reading.claims if c.scope is Scope.PART and c.part_of)
    found: list[Span] = []
    turning = frozenset(reading.turns)
    turns = set(turning)
    for sentence in reading.sentences:
        cuts = [at for at in range(sentence.start + 1, sentence.end - 1) if text[at] == _ENTRY_END]
        bounds = [sentence.start, *(cut + 1 for cut in cuts), sentence.end]
        ranges = [(start, end) for start, end in pairwise(bounds)]
        placed = all(_holds(places, r) for r in ranges) or _in_turn(text, ranges)
        # "29 dead: Tillia, 14; Tassara, nine": the parts stay with their sum
        one = sum(_holds(parts, r) for r in ranges) > 1
        if not cuts or not placed or one or not all(_holds(harm, r) for r in ranges):
            ranges = [(sentence.start, sentence.end)]
        pieces = [Span(report_id=report_id, start=start, end=end) for start, end in ranges]
        turns |= set(pieces[1:])
        if sentence in turning:
            turns.add(pieces[0])
        for piece in pieces:
            clauses = _clauses_in(piece, starts, (known, attacks))
            if len(clauses) == 1 and (later := _at_another_hour(piece, counts, attacks, text)):
                # "nine died in a bomb blast in the morning and five when gunmen fired at night"
                clauses = [replace(piece, end=later), replace(piece, start=later)]
                turns.add(clauses[1])
            if piece in turns and clauses[0] != piece:
                turns.add(clauses[0])
            found += clauses
    return tuple(found), frozenset(turns)


def heads_line(resolution: Resolution, text: str, start: int = 0) -> bool:
    """Tell whether a name heads what stands behind it: "Idlib: A man died … in Khan Sheikhoun".

    Parameters
    ----------
    resolution : Resolution
        A name of the report.
    text : str
        The report's, or a part of it.
    start : int
        Where in the report that part begins.

    Returns
    -------
    bool
        Whether it is told as a heading, or a colon stands behind it at the head of a line.
    """
    span = resolution.toponym.span
    first, end = span.start - start, span.end - start
    opens = (
        first <= 0 or text[first - 1] == "\n" or text[max(0, first - 3) : first].strip() in _BULLETS
    )
    return resolution.toponym.told is EventPlace.HEADING or (opens and text.startswith(": ", end))


def _at_another_hour(
    piece: Span, counts: Sequence[int], attacks: Sequence[int], text: str
) -> int | None:
    """Find the figure of a second attack in one sentence, at other hours than the first."""
    inside = counts[bisect_left(counts, piece.start) : bisect_left(counts, piece.end)]
    for at in inside[1:]:
        told = [text[piece.start : at], text[at : piece.end]]
        hours = [hours_in(part) for part in told]
        apart = hours[0] and hours[1] and not hours[0] & hours[1]
        joined = _JOINED.search(told[0]) is not None
        if (
            apart
            and joined
            and all(_holds(attacks, b) for b in ((piece.start, at), (at + 1, piece.end)))
        ):
            return at
    return None


def _in_turn(text: str, ranges: Sequence[tuple[int, int]]) -> bool:
    """Tell whether each piece behind the first is one more blow, hours after the one before.

    "The first bomb, in the morning, killed nine; the second, in the evening, killed three."
    """
    known = load_linking_words()
    told = [text[start:end] for start, end in ranges]
    hours = [hours_in(piece, known) for piece in told]
    blown = (found for piece in told[1:] if (found := known.in_turn.search(piece.lower())))
    # "by the afternoon a fourth body had been found" is no blow
    blows = [found for found in blown if not known.late_finds.match(found.string[found.end() :])]
    return len(blows) == len(told) - 1 and all(
        before and here and not before & here for before, here in pairwise(hours)
    )


def _clauses_in(
    piece: Span, starts: Sequence[int], told: tuple[Sequence[int], Sequence[int]]
) -> list[Span]:
    """Cut a piece at the clauses before and behind which something happened somewhere."""
    bounds = [piece.start]
    for cut in starts[bisect_left(starts, piece.start + 1) : bisect_left(starts, piece.end)]:
        if all(_holds(at, (bounds[-1], cut)) and _holds(at, (cut, piece.end)) for at in told):
            bounds.append(cut)
    return [
        Span(report_id=piece.report_id, start=start, end=end)
        for start, end in pairwise([*bounds, piece.end])
    ]


def _holds(starts: Sequence[int], bounds: tuple[int, int]) -> bool:
    at = bisect_left(starts, bounds[0])
    return at < len(starts) and starts[at] < bounds[1]
