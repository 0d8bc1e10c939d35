"""Joins the stages; the only module that knows them all."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from geomap.model import Incident, Reading, Report, Resolution, SetAside
from geomap.protocols import Gazetteer, LanguageModel, NameKnowledge, Resolver

if TYPE_CHECKING:
    from geomap.events.frame import Casebook
    from geomap.maps.map import Map
    from geomap.places.tables.files import Rows
    from geomap.text.readers import ReadOptions

__all__ = [
    "Outcome",
    "Stages",
    "casebook_of",
    "draw",
    "geocode",
    "geocode_table",
    "load_stages",
    "open_casebook",
    "open_gazetteer",
    "read",
    "read_report",
]


_log = logging.getLogger(__name__)

_AT_ONCE_S = 0.05
# Seconds in which a wrong path or an empty folder is noticed.


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages:
    """The pluggable parts of a run."""

    model: LanguageModel
    gazetteer: Gazetteer
    resolver: Resolver
    known: NameKnowledge


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one report gave."""

    reading: Reading
    resolutions: tuple[Resolution, ...]
    incidents: tuple[Incident, ...]
    notes: tuple[str, ...] = ()
    # what could not be done with it, in words


@lru_cache(maxsize=1)
def load_stages() -> Stages:
    """Load the parts: language model, the built-in and installed gazetteers, resolver.

    Returns
    -------
    Stages
        The same for every call in a process.
    """
    from geomap.places.fame import Fame
    from geomap.places.gazetteers import open_gazetteers
    from geomap.places.resolve import ReportResolver
    from geomap.text.language import load_model

    gazetteer = open_gazetteers()
    return Stages(
        model=load_model(),
        gazetteer=gazetteer,
        resolver=ReportResolver(gazetteer),
        known=Fame(gazetteer),
    )


def read_report(report: Report, stages: Stages) -> Outcome:
    """Take one report through reading, placing and linking.

    Parameters
    ----------
    report : Report
        The report.
    stages : Stages
        The parts to use.

    Returns
    -------
    Outcome
        A report in another language than English is not read, and a note says so.
    """
    from geomap.events.link import link
    from geomap.text.reading import read_text, unread

    if report.language not in (None, "en"):
        note = f"the report is in '{report.language}'; only English is read so far"
        return Outcome(reading=unread(report), resolutions=(), incidents=(), notes=(note,))
    reading = read_text(report, stages.model, stages.known)
    resolutions = stages.resolver.resolve(report, reading.toponyms)
    return Outcome(reading=reading, resolutions=resolutions, incidents=link(reading, resolutions))


def read(
    inputs: str | Path | Sequence[str | Path],
    *,
    options: ReadOptions | None = None,
    stdin: BinaryIO | None = None,
    on_report: Callable[[str], None] | None = None,
) -> Casebook:
    """Read reports and give the casebook.

    Parameters
    ----------
    inputs : path or sequence of paths
        Files and folders; ``"-"`` is ``stdin``.
    options : ReadOptions, optional
        What is known of the reports from outside, and the limits.
    stdin : binary file, optional
        Standard input.
    on_report : callable, optional
        Told the origin of each report when it is done: progress.

    Returns
    -------
    Casebook
        Incidents, claims, toponyms, reports, and what was set aside.

    Raises
    ------
    UsageError
        When an input does not exist or holds nothing.

    Examples
    --------
    >>> import geomap
    >>> book = geomap.read("seeds/talbiseh-lataminah-2015.txt")  # doctest: +SKIP
    """
    from geomap.text.readers import ReadOptions, read_reports

    listed = [inputs] if isinstance(inputs, str | Path) else list(inputs)
    found = read_reports(listed, options=options or ReadOptions(), stdin=stdin)
    return casebook_of(_outcomes(_while_loading(found), on_report))


def _while_loading(found: Iterator[Report | SetAside]) -> Iterator[Report | SetAside]:
    """Load the language model while the first file is read in its own process."""
    with ThreadPoolExecutor(max_workers=1) as waiting:
        first = waiting.submit(next, found, None)
        # A mistake in the call shows at once; it need not wait for the model.
        wait([first], timeout=_AT_ONCE_S)
        if not first.done():
            load_stages()
        report = first.result()
    if report is not None:
        yield report
        yield from found


def _outcomes(
    found: Iterable[Report | SetAside], on_report: Callable[[str], None] | None
) -> Iterator[Outcome | SetAside]:
    for report in found:
        if isinstance(report, SetAside):
            yield report
        else:
            yield from _read_or_set_aside(report)
        if on_report is not None:
            on_report(report.origin)


def _read_or_set_aside(report: Report) -> Iterator[Outcome | SetAside]:
    """Read one report; whatever it does to the rules, the others go on."""
    stages = load_stages()
    try:
        outcome = read_report(report, stages)
    except Exception as error:  # the last line of defence: one report never ends a run
        _log.exception("could not read %s", report.origin)
        reason = f"geomap failed on it ({type(error).__name__}: {error}); please report this"
        yield SetAside(origin=report.origin, reason=reason)
        return
    for note in outcome.notes:
        yield SetAside(origin=report.origin, reason=note)
    yield outcome


def casebook_of(outcomes: Iterable[Outcome | SetAside]) -> Casebook:
    """Reconcile the outcomes of many reports into one casebook.

    Parameters
    ----------
    outcomes : iterable of Outcome or SetAside
        In any order; the result does not depend on it.

    Returns
    -------
    Casebook
        With its provenance and the means to draw itself.
    """
    from geomap.events.frame import Casebook
    from geomap.events.reconcile import reconcile

    read_ones: list[Outcome] = []
    aside: list[SetAside] = []
    for outcome in outcomes:
        if isinstance(outcome, SetAside):
            aside.append(outcome)
        else:
            read_ones.append(outcome)
    incidents = [incident for outcome in read_ones for incident in outcome.incidents]
    return Casebook.from_records(
        readings=[outcome.reading for outcome in read_ones],
        resolutions={o.reading.report.id: o.resolutions for o in read_ones},
        incidents=reconcile(incidents),
        set_aside=aside,
        provenance=_provenance(),
        draw=draw,
    )


def _provenance() -> Mapping[str, str]:
    from geomap import __version__
    from geomap.places.gazetteers import described

    stages = load_stages()
    return {
        "geomap": __version__,
        "gazetteer": described(stages.gazetteer),
        "model": f"{stages.model.name} {stages.model.version}",
    }


def draw(book: Any, *, title: str | None = None) -> Map:
    """Draw a casebook as a map.

    Parameters
    ----------
    book : Casebook
        The casebook, or anything with its tables.
    title : str, optional
        The page's heading.

    Returns
    -------
    Map
        Shows itself in a notebook; ``save`` writes one HTML file.
    """
    from geomap.maps import draw as draw_tables

    return draw_tables(book, title=title)


def open_casebook(path: str | Path) -> Casebook:
    """Open a saved casebook.

    Parameters
    ----------
    path : path
        A ``.gpkg``, ``.parquet``, ``.geojson`` or ``.csv`` that geomap wrote.

    Returns
    -------
    Casebook
        Equal to the one that was saved.
    """
    from dataclasses import replace

    from geomap.events.exchange import read_casebook

    return replace(read_casebook(Path(os.fspath(path))), draw=draw)


def open_gazetteer() -> Gazetteer:
    """Open the gazetteers that names are looked up in.

    Returns
    -------
    Gazetteer
        All that there are, as one.

    Examples
    --------
    >>> open_gazetteer().find("Talbiseh", country="SY")[0].place.admin1
    'Homs'
    """
    from geomap.places.gazetteers import open_gazetteers

    return open_gazetteers()


def geocode(
    name: str,
    *,
    country: str | None = None,
    admin1: str | None = None,
    admin2: str | None = None,
) -> Resolution:
    """Place one name, with the reason and the other candidates.

    Parameters
    ----------
    name : str
        A place's name in any spelling or script; commas part it from the units it lies in.
    country : str, optional
        ISO 3166-1 code or name, in any language.
    admin1, admin2 : str, optional
        The first-level and the second-level unit that it lies in.

    Returns
    -------
    Resolution
        With ``place`` None and the reason where it is not found or not sure.

    Raises
    ------
    UsageError
        When the name is empty, or the country is not known.

    Examples
    --------
    >>> geocode("Talbiseh, Homs").place.country
    'SY'
    """
    from geomap.places.tables.rows import Query, row_geocoder

    query = Query(name=name, country=country, admin1=admin1, admin2=admin2)
    return row_geocoder(open_gazetteer())(query)


def geocode_table(
    table: str | Path | Iterable[Mapping[str, Any]],
    *,
    name: str,
    country: str | None = None,
    admin1: str | None = None,
    admin2: str | None = None,
) -> Iterator[Resolution]:
    """Place every row of a table; rows say nothing of each other.

    Parameters
    ----------
    table : path or iterable of mappings
        A CSV file or JSON lines, or rows such as ``frame.to_dict("records")`` gives.
    name : str
        The column of the places' names.
    country, admin1, admin2 : str, optional
        Columns; or the one country or unit that all rows lie in, where there is no such
        column.

    Yields
    ------
    Resolution
        One a row, in order; with ``place`` None and the reason where it is not placed.

    Raises
    ------
    UsageError
        When a column is missing or the file is broken.

    Examples
    --------
    >>> rows = [{"town": "Talbiseh"}, {"town": "Zzqqvvxxw"}]
    >>> [r.place.admin1 if r.place else None
    ...  for r in geocode_table(rows, name="town", country="SY")]
    ['Homs', None]
    """
    from geomap.places.tables.files import open_table, records_of

    units = {"country": country, "admin1": admin1, "admin2": admin2}
    if isinstance(table, str | Path):
        with open_table(table, name=name) as opened:
            yield from _placed(opened, name, units)
        return
    if (records := records_of(table)).columns:
        yield from _placed(records, name, units)


def _placed(rows: Rows, name: str, units: Mapping[str, str | None]) -> Iterator[Resolution]:
    from geomap.places.tables.rows import choose_columns, geocode_rows

    gazetteer = open_gazetteer()
    columns = choose_columns(rows.columns, name=name, gazetteer=gazetteer, **units)
    yield from geocode_rows(map(columns.query, rows.rows()), gazetteer=gazetteer)
