"""The casebook: the frozen result of a run, as tables that join."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from geomap.errors import GeomapError, SchemaError
from geomap.events.book import select
from geomap.events.book.explanation import explain_text
from geomap.events.book.summary import Summary, summary_html, summary_of
from geomap.events.book.tables import Past, tables_from_records
from geomap.events.figures.toll import Toll, toll_of
from geomap.events.matching.links import Link, Mention
from geomap.events.tables.schema import COLUMNS
from geomap.events.tables.schema_checks import check_tables
from geomap.model import Incident, Reading, Resolution, SetAside
from geomap.vocabulary import Quantity

__all__ = ["Casebook"]


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Casebook:
    """What was read, claimed and placed, as tables that join.

    Parameters
    ----------
    incidents : geopandas.GeoDataFrame
        What happened, one row an event or total, in EPSG:4326.
    claims, statements : pandas.DataFrame
        What was said, with `incident_id` and `report_id`.
    toponyms : pandas.DataFrame
        Every place name read, with its role, its resolution and the reasons.
    links : pandas.DataFrame
        Which mentions, of single reports, were taken for one event, which nearly, and why.
    reports : pandas.DataFrame
        What was read, with its text.
    mentions, places : pandas.DataFrame
        What each report tells of each event, whole, and the places it may mean: from these the
        casebook grows without reading a report again.
    history : pandas.DataFrame
        What has become of each incident, with the report that caused it.
    decisions : pandas.DataFrame
        What people have decided, and what became of each decision.
    unread : pandas.DataFrame
        What was set aside, and why.
    provenance : mapping of str to str
        Versions of program, model and gazetteers.
    draw : callable, optional
        Turns a casebook into a map; the pipeline gives it. Not compared, not saved.

    Raises
    ------
    SchemaError
        When the tables do not have the columns, types and joins of `geomap.events.tables.schema`,
        with every complaint at once.

    Examples
    --------
    >>> Casebook.empty()
    <Casebook: 0 reports, 0 incidents, none killed, as claimed; 0 unplaced, 0 unread>
    """

    incidents: gpd.GeoDataFrame
    claims: pd.DataFrame
    statements: pd.DataFrame
    toponyms: pd.DataFrame
    links: pd.DataFrame
    reports: pd.DataFrame
    mentions: pd.DataFrame
    places: pd.DataFrame
    history: pd.DataFrame
    decisions: pd.DataFrame
    unread: pd.DataFrame
    provenance: Mapping[str, str] = field(default_factory=dict)
    draw: Callable[..., Any] | None = None

    def __post_init__(self) -> None:
        check_tables(self.tables())
        for key, value in self.provenance.items():
            if not isinstance(value, str):
                raise SchemaError(f"provenance of {key!r} is {value!r}; it should be text")
        ordered = MappingProxyType(dict(sorted(self.provenance.items())))
        object.__setattr__(self, "provenance", ordered)

    @classmethod
    def from_records(
        cls,
        *,
        readings: Sequence[Reading],
        resolutions: Mapping[str, Sequence[Resolution]],
        incidents: Sequence[Incident],
        set_aside: Sequence[SetAside] = (),
        links: Sequence[Link] = (),
        mentions: Sequence[Mention] = (),
        past: Past | None = None,
        provenance: Mapping[str, str] | None = None,
        draw: Callable[..., Any] | None = None,
    ) -> Casebook:
        """Build a casebook from the records of a run, in whatever order they come.

        Parameters
        ----------
        readings : sequence of Reading
            One a report.
        resolutions : mapping of str to sequence of Resolution
            Report id to where its toponyms are.
        incidents : sequence of Incident
            What happened.
        set_aside : sequence of SetAside
            What could not be read.
        links : sequence of Link, optional
            Which mentions were taken for one event, and which nearly.
        mentions : sequence of Mention, optional
            What each report tells of each event; at least those that the links name.
        past : Past, optional
            What was read before, and what has become of the incidents since.
        provenance : mapping of str to str, optional
            Versions of program, model and gazetteers.
        draw : callable, optional
            Turns a casebook into a map.

        Returns
        -------
        Casebook
            The tables.

        Raises
        ------
        SchemaError
            When the records do not fit together.
        """
        tables = tables_from_records(
            readings=readings,
            resolutions=resolutions,
            incidents=incidents,
            set_aside=set_aside,
            links=links,
            mentions=mentions,
            past=past,
        )
        return cls(**tables, provenance=provenance or {}, draw=draw)

    @classmethod
    def empty(cls) -> Casebook:
        """Build a casebook with nothing in it."""
        return cls.from_records(readings=[], resolutions={}, incidents=[])

    def tables(self) -> dict[str, pd.DataFrame]:
        """Give all tables by name."""
        return {name: getattr(self, name) for name in COLUMNS}

    def __eq__(self, other: object) -> bool:
        """Tell whether all tables hold the same, unknown equal to unknown."""
        if not isinstance(other, Casebook):
            return NotImplemented
        return dict(self.provenance) == dict(other.provenance) and all(
            _same(table, getattr(other, name)) for name, table in self.tables().items()
        )

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<Casebook: {self.summary()}>"

    def _repr_html_(self) -> str:
        return summary_html(self)

    def summary(self) -> Summary:
        """Count what the casebook holds."""
        return summary_of(self)

    @property
    def killed(self) -> Toll:
        """How many were killed as claimed; totals contain their parts."""
        return toll_of(self.incidents, Quantity.KILLED)

    @property
    def wounded(self) -> Toll:
        """How many were wounded as claimed; totals contain their parts."""
        return toll_of(self.incidents, Quantity.WOUNDED)

    def map(self, **options: Any) -> Any:
        """Draw the map.

        Parameters
        ----------
        **options
            Those of `geomap.draw`: ``title``, ``story``, ``language``.

        Raises
        ------
        GeomapError
            When the casebook was built without the means to draw.
        """
        if self.draw is None:
            raise GeomapError(
                "this casebook cannot draw itself; get it with geomap.read or "
                "geomap.open_casebook, or give it to geomap.draw"
            )
        return self.draw(self, **options)

    def save(
        self,
        path: str | Path,
        *,
        format: str | None = None,  # noqa: A002  what everybody calls it
        force: bool = False,
        split_totals: bool = False,
    ) -> None:
        """Write the casebook; the suffix chooses the format unless one is named.

        Parameters
        ----------
        path : str or pathlib.Path
            ``.gpkg``, ``.parquet``, ``.geojson`` or ``.csv`` for the casebook; ``.kml`` or
            ``.json`` (TimeMap) for its incidents.
        format : str, optional
            A format of another program, which holds the incidents alone: ``kml``,
            ``timemap``, ``acled``, ``ucdp`` or ``hxl``.
        force : bool, default False
            Overwrite a file that geomap did not write.
        split_totals : bool, default False
            In a format of another program divide what is left of a total over its places.

        Raises
        ------
        UnknownFormatError
            When the format or suffix is none of these.
        OutputError
            When the file cannot or must not be written.
        """
        from geomap.events.exchange import write_casebook  # the formats need Casebook

        write_casebook(self, path, key=format, force=force, split_totals=split_totals)

    def between(
        self, start: str | dt.date | None, end: str | dt.date | None, *, undated: bool = False
    ) -> Casebook:
        """Keep the incidents from day `start` up to, not including, day `end`.

        See `geomap.events.book.select.between`.
        """
        return select.between(self, start, end, undated=undated)

    def within(self, region: Any) -> Casebook:
        """Keep the incidents in a named place, province, country, or in a shape.

        See `geomap.events.book.select.within`.
        """
        return select.within(self, region)

    def near(self, lon: float, lat: float, *, km: float) -> Casebook:
        """Keep the incidents within `km` of a point, longitude first.

        See `geomap.events.book.select.near`.
        """
        return select.near(self, lon, lat, km=km)

    def by_claimant(self, name: str | None = None, *, kind: str | None = None) -> Casebook:
        """Keep the incidents of which a party speaks, with what all others say of them.

        See `geomap.events.book.select.by_claimant`.
        """
        return select.by_claimant(self, name, kind=kind)

    def disputed(self, subject: str | None = None) -> Casebook:
        """Keep the incidents on which claimants disagree.

        See `geomap.events.book.select.disputed`.
        """
        return select.disputed(self, subject)

    def explain(self, incident_id: str) -> str:
        """Trace an incident back to the words it rests on, as text.

        See `geomap.events.book.explanation.explain_text`.
        """
        return explain_text(self, incident_id)


def _same(table: pd.DataFrame, other: pd.DataFrame) -> bool:
    if not isinstance(table, gpd.GeoDataFrame):
        return bool(table.equals(other))
    # Shapes are compared corner by corner: GeoSeries.equals would pass a turned ring.
    ours, theirs = (shapely.to_wkb(list(t["geometry"])) for t in (table, other))
    plain, other_plain = (pd.DataFrame(t.drop(columns="geometry")) for t in (table, other))
    return bool(plain.equals(other_plain)) and list(ours) == list(theirs)
