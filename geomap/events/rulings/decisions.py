"""What people have decided about a casebook: one plain CSV file, beside it, for git to review.

One row a decision, with who decided, when and why. Decisions name mentions (the id of an
incident is that of one of its mentions) and claims, whose ids stay when reports are added; so
they hold on, and are applied after everything else, by `geomap.events.rulings.edits`.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from geomap.errors import UsageError
from geomap.events.tables.rows import Row
from geomap.model import Place, Tally
from geomap.stretches import DateRange
from geomap.writing import whole_file

__all__ = [
    "COLUMNS",
    "FILE_NAME",
    "GROUPING",
    "KINDS",
    "UNKNOWN",
    "BrokenDecision",
    "Decision",
    "decision_cells",
    "days_of",
    "decisions_of",
    "figure_of",
    "parse_decision",
    "read_decisions",
    "record_decision",
]

FILE_NAME = "decisions.csv"
COLUMNS = ("decision", "id", "value", "lat", "lon", "about", "who", "when", "why")
KINDS = ("merge", "split", "place", "date", "killed", "wounded", "reject", "right")
GROUPING = ("merge", "split")
UNKNOWN = "unknown"
# What a place, date or figure is decided to be where nobody can know it.
_NEEDED = ("decision", "id", "who", "when", "why")
_MOST_BYTES = 50_000_000
_NUMBER = re.compile(r"\d{1,9}")
_VAGUE = (7, 31, 366)
# Days up to which a stretch has UCDP's date_prec 3, 4 and 5; a single day has 1.


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision, as its row has it."""

    kind: str
    # one of KINDS
    id: str
    # a mention, or for "reject" a claim
    value: str = ""
    # other mentions, parted by blanks; a place's name; days; a figure; what was found right
    lat: float | None = None
    lon: float | None = None
    # degrees; both or neither
    about: str = ""
    # how the mention's own words begin, so that nobody decides about another one by mistake
    who: str
    when: dt.date
    why: str
    line: int = field(default=0, compare=False)
    # in the file
    place: Place | None = field(default=None, compare=False)
    precision: int | None = field(default=None, compare=False)
    problem: str | None = field(default=None, compare=False)
    # where a decision on a place leads, looked up; or why it leads nowhere

    def others(self, known: Container[str]) -> tuple[str, ...]:
        """Give the other mentions that it names; an id may hold a blank itself."""
        return (self.value,) if self.value in known else tuple(self.value.split())

    @property
    def said(self) -> str:
        """Who decided, when and why, in words."""
        return f"decided by {self.who} on {self.when.isoformat()}: {self.why}"


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenDecision:
    """A row that is no decision, and why; the others hold."""

    line: int
    reason: str


def read_decisions(path: Path) -> tuple[list[Decision], list[BrokenDecision]]:
    """Read a file of decisions.

    Parameters
    ----------
    path : pathlib.Path
        CSV in UTF-8 with the columns `COLUMNS`, in any order; ``value``, ``lat``, ``lon`` and
        ``about`` may be missing.

    Returns
    -------
    tuple of (list of Decision, list of BrokenDecision)
        In the order of the file.

    Raises
    ------
    UsageError
        When the file is no CSV, or a column is missing or not known.
    """
    from geomap.events.exchange.csv import unescaped

    text = _text_of(path)
    if not text.strip():
        return [], []
    kept: list[Decision] = []
    broken: list[BrokenDecision] = []
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        _check_columns(reader.fieldnames or (), path)
        for row in reader:
            cells = {name: unescaped(row.get(name) or "").strip() for name in COLUMNS}
            if not any(cells.values()):
                continue
            found = parse_decision(cells, line=reader.line_num)
            if isinstance(found, Decision):
                kept.append(found)
            else:
                broken.append(found)
    except csv.Error as error:
        raise UsageError(f"is no table of decisions: {error}", where=str(path)) from error
    return kept, broken


def _text_of(path: Path) -> str:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise UsageError(f"is larger than {_MOST_BYTES:,} bytes", where=str(path))
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot be read as decisions: {error}", where=str(path)) from error


def _check_columns(names: Iterable[str | None], path: Path) -> None:
    known = [name or "" for name in names]
    wrong = [f"{name!r} is missing" for name in _NEEDED if name not in known]
    wrong += [f"{name!r} is none of them" for name in known if name not in COLUMNS]
    if wrong:
        raise UsageError(
            f"the column {wrong[0]}; decisions have {', '.join(COLUMNS)}", where=str(path)
        )


def parse_decision(cells: Mapping[str, str], *, line: int = 0) -> Decision | BrokenDecision:
    """Make a decision of the cells of a row, or say what is wrong with them.

    Parameters
    ----------
    cells : mapping of str to str
        By column; empty where there is nothing.
    line : int
        Of the file.

    Returns
    -------
    Decision or BrokenDecision
        The one or the other.

    Examples
    --------
    >>> row = {"decision": "killed", "id": "r1-e1", "value": "many", "who": "A", "why": "x",
    ...        "when": "2026-01-05"}
    >>> parse_decision(row, line=2).reason
    "value 'many' is no figure such as 22, 20-24 or 20/22/24, each ? where it is open"
    """
    told = {name: cells.get(name, "") for name in COLUMNS}
    problem = _problem(told)
    if problem is not None:
        return BrokenDecision(line=line, reason=problem)
    return Decision(
        kind=told["decision"],
        id=told["id"],
        value=told["value"],
        lat=float(told["lat"]) if told["lat"] else None,
        lon=float(told["lon"]) if told["lon"] else None,
        about=told["about"],
        who=told["who"],
        when=dt.date.fromisoformat(told["when"]),
        why=told["why"],
        line=line,
    )


def _problem(cells: Mapping[str, str]) -> str | None:
    for name in _NEEDED:
        if not cells[name]:
            return f"{name} is empty; a decision says {', '.join(_NEEDED)}"
    kind, value = cells["decision"], cells["value"]
    if kind not in KINDS:
        return f"decision {kind!r} is none of {', '.join(KINDS)}"
    if _day(cells["when"]) is None:
        return f"when {cells['when']!r} is no day such as 2026-01-31"
    if kind in GROUPING and not value:
        return f"value is empty; {kind} needs the id of another mention"
    if kind in ("killed", "wounded") and figure_of(value) is None:
        return (
            f"value {value!r} is no figure such as 22, 20-24 or 20/22/24, each ? where it is open"
        )
    if kind == "date" and value != UNKNOWN and days_of(value) is None:
        return (
            f"value {value!r} is no day such as 2015-09-30 and no stretch 2015-09-30 to 2015-10-02"
        )
    return _no_point(cells) if kind == "place" else None


def _no_point(cells: Mapping[str, str]) -> str | None:
    for name, most in (("lat", 90), ("lon", 180)):
        try:
            if cells[name] and not abs(float(cells[name])) <= most:
                return f"{name} {cells[name]!r} is beyond {most} degrees"
        except ValueError:
            return f"{name} {cells[name]!r} is no number of degrees"
    if bool(cells["lat"]) != bool(cells["lon"]):
        return "lat and lon are given together or not at all"
    if not cells["value"] and not cells["lat"]:
        return "value is empty; a place needs a name, or lat and lon"
    return None


def figure_of(value: str) -> Tally | None:
    """Read a figure.

    Parameters
    ----------
    value : str
        "22", "20-24", or low/best/high "20/22/?"; "unknown" is a figure that nobody knows.

    Returns
    -------
    Tally or None
        None for what is no figure.

    Examples
    --------
    >>> figure_of("20-24"), figure_of("20/22/?"), figure_of("24-20")
    (Tally(low=20, best=None, high=24), Tally(low=20, best=22, high=None), None)
    """
    if value == UNKNOWN:
        return Tally()
    ends = [end.strip() for end in value.split("/" if "/" in value else "-")]
    if len(ends) not in (1, 2, 3) or not all(e == "?" or _NUMBER.fullmatch(e) for e in ends):
        return None
    numbers = [None if end == "?" else int(end) for end in ends]
    if len(numbers) == 1:
        numbers *= 3
    elif len(numbers) == 2:
        numbers = [numbers[0], None, numbers[1]]
    known = [number for number in numbers if number is not None]
    if not known or known != sorted(known):
        return None
    return Tally(low=numbers[0], best=numbers[1], high=numbers[2])


def days_of(value: str) -> DateRange | None:
    """Read a day or a stretch of days; the last day is in it.

    Examples
    --------
    >>> days_of("2015-09-30 to 2015-10-02").precision, days_of("30 September")
    (2, None)
    """
    first, _, rest = value.partition(" to ")
    start, last = _day(first.strip()), _day((rest or first).strip())
    if start is None or last is None or last < start:
        return None
    days = (last - start).days + 1
    vague = next((at for at, most in enumerate(_VAGUE, 3) if days <= most), 5)
    precision = 1 if days == 1 else 2 if days < _VAGUE[0] else vague
    return DateRange(start=start, end=last + dt.timedelta(days=1), precision=precision)


def _day(value: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value) if len(value) == len("2015-09-30") else None
    except ValueError:
        return None


def decision_cells(decision: Decision) -> dict[str, str]:
    """Give the cells of a decision's row.

    Examples
    --------
    >>> made = Decision(kind="merge", id="r1-e1", value="r2-e1", who="A. N.",
    ...                 when=dt.date(2026, 1, 5), why="one market")
    >>> parse_decision(decision_cells(made)) == made
    True
    """
    return {
        "decision": decision.kind,
        "id": decision.id,
        "value": decision.value,
        "lat": "" if decision.lat is None else repr(decision.lat),
        "lon": "" if decision.lon is None else repr(decision.lon),
        "about": decision.about,
        "who": decision.who,
        "when": decision.when.isoformat(),
        "why": decision.why,
    }


def decisions_of(rows: Iterable[Row]) -> list[Decision]:
    """Build the decisions again from the rows of a casebook's table."""
    found = [
        parse_decision(
            {name: "" if row[name] is None else str(row[name]) for name in COLUMNS},
            line=row["line"] or 0,
        )
        for row in rows
    ]
    return [decision for decision in found if isinstance(decision, Decision)]


def record_decision(path: Path, decision: Decision) -> None:
    """Put a decision at the end of a file of decisions; what stands in it stays as it is.

    Parameters
    ----------
    path : pathlib.Path
        The file; where there is none, it is begun.
    decision : Decision
        What was decided.

    Raises
    ------
    UsageError
        When the file is no table of decisions, or has no column for what must be said.
    OutputError
        When it cannot be written.
    """
    from geomap.events.exchange.csv import escaped

    text = _text_of(path) if path.exists() else ""
    if text.strip():
        names = next(csv.reader(io.StringIO(text, newline="")))
        _check_columns(names, path)
    else:
        text, names = ",".join(COLUMNS) + "\n", list(COLUMNS)
    cells = decision_cells(decision)
    lost = [name for name in COLUMNS if cells[name] and name not in names and name != "about"]
    if lost:
        raise UsageError(f"has no column {lost[0]!r}; add it to its first line", where=str(path))
    row = io.StringIO()
    csv.writer(row, lineterminator="\n").writerow(
        [escaped(cells[name]) if cells[name] else "" for name in names]
    )
    with whole_file(path) as handle:
        end = "" if text.endswith("\n") else "\n"
        handle.write((text + end + row.getvalue()).encode("utf-8"))
