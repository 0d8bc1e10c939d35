"""A row as a text: its notes as they stand, and below them the cells that were used.

So every number and name of a row has a span, as those of a report have: "fatalities: 22" is
the wording of a figure. Behind the notes stands a blank line, and none below it.
"""

from __future__ import annotations

from collections.abc import Mapping

from geomap.stretches import Span

__all__ = ["RowText", "notes_of"]

_BETWEEN = "\n\n"


class RowText:
    """The text of one row while it is being written."""

    __slots__ = ("_length", "_lines", "_notes", "report_id", "values")

    def __init__(self, report_id: str, notes: str | None) -> None:
        self.report_id = report_id
        self._notes = notes or ""
        self._lines: list[str] = []
        self._length = len(self._notes) + len(_BETWEEN) if notes else 0
        self.values: dict[str, Span] = {}
        # heading to the span of its value

    def add(self, cells: Mapping[str, str]) -> Span | None:
        """Add a line of cells; give its span, None where there is nothing to write."""
        if not cells:
            return None
        start = at = self._length
        pieces = []
        for number, (heading, value) in enumerate(cells.items()):
            name, words = " ".join(heading.split()), " ".join(value.split())
            at += 2 if number else 0
            value_at = at + len(name) + 2
            if words:
                self.values[heading] = self._span(value_at, value_at + len(words))
            pieces.append(f"{name}: {words}")
            at = value_at + len(words)
        self._lines.append(", ".join(pieces))
        self._length = at + 1
        return self._span(start, at)

    def _span(self, start: int, end: int) -> Span:
        return Span(report_id=self.report_id, start=start, end=end)

    def text(self) -> str:
        """Give the whole text."""
        lines = "\n".join(self._lines)
        return f"{self._notes}{_BETWEEN}{lines}" if self._notes else lines


def notes_of(text: str) -> str:
    r"""Give the notes back from the text of a row.

    Parameters
    ----------
    text : str
        What `RowText` wrote.

    Returns
    -------
    str
        The notes; empty where the row had none.

    Examples
    --------
    >>> written = RowText("r1", "A raid.\n\nTwo died.")
    >>> _ = written.add({"fatalities": "2"})
    >>> written.text()
    'A raid.\n\nTwo died.\n\nfatalities: 2'
    >>> notes_of(written.text())
    'A raid.\n\nTwo died.'
    """
    return text.rpartition(_BETWEEN)[0]
