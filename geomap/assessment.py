"""A user's own gold as a stream: one report with its answers a line in, its assessment out."""

from __future__ import annotations

from collections.abc import Iterator

from geomap.errors import ReportError, SchemaError
from geomap.evaluation import Assessment, Gold, compare, read_gold
from geomap.events.figures.rules import FigureRules
from geomap.stages import Stages
from geomap.stream import Lines, Unreadable, answer_of, numbered_lines, read_line
from geomap.text.readers.jsonlines import fields_of

__all__ = ["assess_stream"]

_BOM = b"\xef\xbb\xbf"


def assess_stream(
    stream: Lines,
    *,
    origin: str = "-",
    stages: Stages | None = None,
    rules: FigureRules | None = None,
) -> Iterator[Assessment]:
    r"""Read the reports of a stream of gold and hold what was read against it.

    Parameters
    ----------
    stream : Lines
        JSON lines in UTF-8, each ``{"id", "text", "published"?}`` with any of ``events``,
        ``claims`` and ``toponyms``.
    origin : str, default "-"
        What the stream is called in messages.
    stages : Stages, optional
        The parts to use; by default the built-in ones, loaded with the first report.
    rules : FigureRules, optional
        By which claims become the figures of events.

    Yields
    ------
    Assessment
        One for every line, as it comes; nothing of a line is kept. A report that the reader
        fails on is judged as one in which nothing was found, and a note says why.

    Examples
    --------
    >>> from io import BytesIO
    >>> [one.broken for one in assess_stream(BytesIO(b"no gold\n"))]
    ['not JSON: Expecting value at column 1']
    """
    chosen = rules or FigureRules()
    for number, line, problem in numbered_lines(stream):
        gold = _gold(line) if problem is None else problem
        if isinstance(gold, str):
            yield Assessment(identifier=None, line=number, broken=gold)
        else:
            found = read_line(line, number, origin=origin, stages=stages)
            if isinstance(found, Unreadable) and not found.holds_report:
                yield Assessment(identifier=found.identifier, line=number, broken=found.message)
                continue
            notes = (found.message,) if isinstance(found, Unreadable) else found.notes
            reading = answer_of(found, number, chosen)
            try:
                verdicts = compare(gold, reading)
            except SchemaError as error:
                yield Assessment(identifier=reading["id"], line=number, broken=error.message)
            else:
                yield Assessment(
                    identifier=reading["id"], line=number, verdicts=verdicts, notes=notes
                )


def _gold(line: bytes) -> Gold | str:
    """Give the answers of a line, or say what is wrong with them."""
    try:
        return read_gold(fields_of(line.removeprefix(_BOM)))
    except (ReportError, SchemaError) as error:
        return error.message
