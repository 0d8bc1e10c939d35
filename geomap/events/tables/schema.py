"""The tables of a casebook: their columns, their types and how they join.

Every column has a nullable type, so that an unknown number stays unknown and never turns
into 0 or a fraction. Days are ISO strings, lists are JSON arrays in a string: both come
back the same from every exchange format.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal

import geopandas as gpd
import pandas as pd

from geomap.errors import SchemaError

__all__ = [
    "COLUMNS",
    "CRS",
    "Kind",
    "build_table",
    "dtype_of",
    "raise_if",
    "with_geometry",
]

Kind = Literal["str", "int", "float", "bool"]

CRS: Final = "EPSG:4326"

_DTYPES: Final[Mapping[Kind, Any]] = {
    "str": pd.StringDtype("pyarrow"),
    "int": pd.Int64Dtype(),
    "float": pd.Float64Dtype(),
    "bool": pd.BooleanDtype(),
}


def _columns(wording: str) -> dict[str, Kind]:
    """Read "name name:int name:float" into columns; str is not said."""
    kinds: dict[str, Kind] = {"int": "int", "float": "float", "bool": "bool", "": "str"}
    return {
        name: kinds[kind] for name, _, kind in (word.partition(":") for word in wording.split())
    }


COLUMNS: Final[Mapping[str, Mapping[str, Kind]]] = {
    "incidents": _columns(
        "id scope date_start date_last date_prec:int date_reason event_type sub_event_type weapon "
        "place place_as_written gazetteer_id country admin1 admin2 lat:float lon:float "
        "where_prec:int radius_km:float place_reason place_probability:float "
        "killed_low:int killed_best:int killed_high:int "
        "wounded_low:int wounded_best:int wounded_high:int n_claims:int n_reports:int "
        "n_sources:int n_independent_sources:int grading strike_status conceded event_clarity:int "
        "geo_precision:int time_precision:int "
        "disputed actors parts part_of remainder_low:int remainder_high:int report_ids "
        "mentions edited span_start:int span_end:int "
        "date_report_id date_span_start:int date_span_end:int "
        "type_report_id type_span_start:int type_span_end:int"
    ),
    "claims": _columns(
        "id incident_id report_id start:int end:int verbatim sentence sentence_start:int "
        "sentence_end:int quantity min:int max:int best:int qualifier wording victims "
        "perpetrators_included:int identified:bool scope part_of stance hedge claimant "
        "claimant_kind relayed_by supersedes found_by "
        "hedge_start:int hedge_end:int claimant_start:int claimant_end:int"
    ),
    "statements": _columns(
        "id incident_id report_id start:int end:int verbatim claimant claimant_kind relayed_by "
        "stance topic claimant_start:int claimant_end:int"
    ),
    "toponyms": _columns(
        "report_id start:int end:int surface role role_reason level relation place gazetteer "
        "gazetteer_id country admin1 lat:float lon:float where_prec:int radius_km:float "
        "probability:float reason candidates on_map:bool"
    ),
    "links": _columns(
        "mention other incident_id other_incident_id joined:bool score:float probability:float "
        "doubtful:bool reason report_id start:int end:int words "
        "other_report_id other_start:int other_end:int other_words"
    ),
    "reports": _columns(
        "id origin source title author url archive_url language published published_at "
        "published_from published_start:int published_end:int retrieved_at table_name sha256 "
        "read_with text"
    ),
    "mentions": _columns("id report_id record"),
    "places": _columns("id record"),
    "history": _columns("incident_id step:int field before after report_id reason"),
    "decisions": _columns(
        "decision id value lat:float lon:float about who when why line:int incident_id outcome "
        "reason"
    ),
    "unread": _columns("origin line:int reason"),
}
"""Column name to kind, table by table; `incidents` has a `geometry` besides."""

_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def dtype_of(kind: Kind) -> Any:
    """Give the pandas type of a kind of column.

    Parameters
    ----------
    kind : {"str", "int", "float", "bool"}
        The kind, as in `COLUMNS`.

    Returns
    -------
    pandas.api.extensions.ExtensionDtype
        Its nullable type.

    Examples
    --------
    >>> dtype_of("int")
    Int64Dtype()
    """
    return _DTYPES[kind]


def build_table(name: str, rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Build a table from its rows; a column that a row does not name is unknown there.

    Half of a surrogate pair, which JSON can carry and no file format can, becomes U+FFFD:
    one character for one, so that offsets into a text hold.

    Parameters
    ----------
    name : str
        The table, one of `COLUMNS`.
    rows : sequence of mapping
        Column name to value; None is unknown.

    Returns
    -------
    pandas.DataFrame
        The rows in the order given, in the agreed columns and types (`incidents` still
        without its geometry).

    Raises
    ------
    SchemaError
        When a value is not of its column's kind.

    Examples
    --------
    >>> build_table("unread", [{"origin": "a.pdf", "reason": "locked"}]).line.isna().all()
    np.True_
    """
    columns = {}
    complaints = []
    for column, kind in COLUMNS[name].items():
        values = [row.get(column) for row in rows]
        if kind == "str":
            values = [_well_formed(value) for value in values]
        try:
            columns[column] = pd.array(values, dtype=_DTYPES[kind])
        except (TypeError, ValueError) as error:
            complaints.append(f"{name}.{column} cannot be {kind}: {error}")
    raise_if(complaints)
    return pd.DataFrame(columns, index=pd.RangeIndex(len(rows)))


def _well_formed(value: Any) -> Any:
    return _LONE_SURROGATE.sub("�", value) if isinstance(value, str) else value


def with_geometry(incidents: pd.DataFrame, shapes: Sequence[Any]) -> pd.DataFrame:
    """Put the incidents on the ground.

    Parameters
    ----------
    incidents : pandas.DataFrame
        The incidents' table.
    shapes : sequence of shapely.Geometry or None
        One a row, longitude first, in degrees; None where nothing is placed.

    Returns
    -------
    geopandas.GeoDataFrame
        The same rows with a `geometry` in EPSG:4326.

    Examples
    --------
    >>> with_geometry(build_table("incidents", []), []).crs.to_epsg()
    4326
    """
    placed: pd.DataFrame = gpd.GeoDataFrame(
        incidents, geometry=gpd.array.from_shapely(list(shapes)), crs=CRS
    )
    return placed


def raise_if(complaints: Sequence[str], *, where: str | None = None) -> None:
    """Raise one error for all complaints.

    Parameters
    ----------
    complaints : sequence of str
        What is wrong; with none nothing happens.
    where : str, optional
        The file that the tables come from.

    Raises
    ------
    SchemaError
        Where there is any.

    Examples
    --------
    >>> raise_if([])
    """
    if complaints:
        raise SchemaError(
            f"{len(complaints)} complaint(s) about the tables: " + "; ".join(complaints),
            where=where,
        )
