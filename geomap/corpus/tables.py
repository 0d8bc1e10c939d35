"""Tables of incidents among the reports: each row an outcome, as if it had been read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from geomap.errors import UsageError
from geomap.events.exchange import is_casebook
from geomap.events.exchange.row_records import TableReader, table_reader
from geomap.events.exchange.table_files import TableFile, open_table_file
from geomap.events.ground.ground import distance_km
from geomap.model import Place, Resolution, SetAside
from geomap.places.tables.rows import Query, row_geocoder
from geomap.protocols import Gazetteer
from geomap.stages import Outcome

__all__ = ["GazetteerGrounds", "outcomes_of_tables"]

_SURE = 0.9
# The gazetteer's score from which a name is the unit's own, not a like one.
_NEAR_KM = 10.0
# between a table's point and the gazetteer's for one town


class GazetteerGrounds:
    """What the rows of a table ask a gazetteer, each question once.

    Parameters
    ----------
    open_gazetteer : callable
        Opens it when the first row asks.
    """

    def __init__(self, open_gazetteer: Callable[[], Gazetteer]) -> None:
        self._open = lru_cache(maxsize=1)(open_gazetteer)
        self._geocoder = lru_cache(maxsize=1)(lambda: row_geocoder(self._open()))
        self.unit = lru_cache(maxsize=10_000)(self._unit)
        self._towns = lru_cache(maxsize=50_000)(self._towns_of)

    def _unit(self, country: str, admin1: str | None, admin2: str | None) -> Place | None:
        """Give the unit of this name, or the country."""
        found = None
        if admin1 is not None:
            found = self._named(admin1, country, "ADM1", None)
        if admin2 is not None:
            found = self._named(admin2, country, "ADM2", found) or found
        if found is not None or admin1 is not None:
            return found
        whole = self._open().find(country)
        return next((c.place for c in whole if c.place.feature.startswith("PCL")), None)

    def _named(self, name: str, country: str, feature: str, within: Place | None) -> Place | None:
        units = [
            candidate.place
            for candidate in self._open().find(name, country=country)
            if candidate.score >= _SURE
            and candidate.place.feature == feature
            and (within is None or candidate.place.admin1 == within.admin1)
        ]
        return units[0] if len(units) == 1 else None

    def near(self, name: str, country: str, lon: float, lat: float) -> Place | None:
        """Give the town or village of this name at some coordinates."""
        apart = [
            (distance_km(town.lon, town.lat, lon, lat), town.id, town)
            for town in self._towns(name, country)
        ]
        return next((town for km, _, town in sorted(apart)[:1] if km <= _NEAR_KM), None)

    def _towns_of(self, name: str, country: str) -> tuple[Place, ...]:
        return tuple(
            candidate.place
            for candidate in self._open().find(name, country=country)
            if candidate.score >= _SURE and candidate.place.feature.startswith("PPL")
        )

    def find(
        self, name: str, country: str | None, admin1: str | None, admin2: str | None
    ) -> Resolution:
        """Place a name."""
        query = Query(name=name, country=country, admin1=admin1, admin2=admin2)
        return self._geocoder()(query)


def outcomes_of_tables(
    paths: Sequence[str | Path],
    *,
    grounds: GazetteerGrounds,
    columns: Mapping[str, str] | None = None,
    keep: Sequence[str] = (),
    source: str | None = None,
    on_table: Callable[[str], None] | None = None,
) -> Iterator[Outcome | SetAside]:
    """Read tables of incidents as reports of one event each.

    Parameters
    ----------
    paths : sequence of paths
        The tables (see `geomap.events.exchange.table_files.open_table_file`).
    grounds : GazetteerGrounds
        Where names without coordinates, and the outlines of units, are looked up.
    columns : mapping, optional
        Role to heading where the headings do not tell; of several tables for those that have
        this heading.
    keep : sequence of str
        Further columns whose cells shall stand in the rows' texts.
    source : str, optional
        Whose tables they are.
    on_table : callable, optional
        Told the name of each table when it is done: progress.

    Returns
    -------
    iterator of Outcome or SetAside
        One or the other for each row, in order; rows are read as they are asked for.

    Raises
    ------
    UsageError
        At once, when one is no such table, or a saved casebook, or a column is in none.
    """
    tables = [_opened(Path(path)) for path in paths]
    headings = {heading for table in tables for heading in table.headings}
    for heading in (*(columns or {}).values(), *keep):
        if heading and heading not in headings:
            names = ", ".join(table.path.name for table in tables)
            raise UsageError(
                f"no table has a column {heading!r} ({names}: {', '.join(sorted(headings))})"
            )
    readers = [
        table_reader(
            table,
            grounds=grounds,
            columns={r: h for r, h in (columns or {}).items() if not h or h in table.headings},
            keep=[heading for heading in keep if heading in table.headings],
            source=source,
        )
        for table in tables
    ]
    return _outcomes(readers, on_table)


def _opened(path: Path) -> TableFile:
    if is_casebook(path):
        raise UsageError(
            "is a casebook of geomap, not a table of somebody's own; add to it with --into, or "
            "give the reports and tables that it was made of",
            where=str(path),
        )
    return open_table_file(path)


def _outcomes(
    readers: Sequence[TableReader], on_table: Callable[[str], None] | None
) -> Iterator[Outcome | SetAside]:
    seen: dict[str, str] = {}
    for reader in readers:
        for found in reader.read():
            if isinstance(found, SetAside):
                yield found
                continue
            report = found.reading.report
            first = seen.setdefault(report.id, report.origin)
            if first != report.origin:
                line = int(report.origin.rpartition(":")[2])
                yield SetAside(
                    origin=reader.origin, line=line, reason=f"the row is that of {first}"
                )
                continue
            yield Outcome(
                reading=found.reading,
                resolutions=found.resolutions,
                incidents=(found.incident,),
            )
        if on_table is not None:
            on_table(reader.origin)
