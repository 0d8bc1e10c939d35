"""All that stands round the map: title and totals, filters, lists, table, details."""

from __future__ import annotations

import pandas as pd

from geomap.maps.layers.layer import CasebookLayer
from geomap.maps.pack import PackedTables
from geomap.protocols import Tables

__all__ = ["Explorer"]


class Explorer(CasebookLayer):
    """All that stands round the map: title and totals, filters, lists, table, details.

    In geomap's own page it takes its place in the frame; in a plain folium map it is a
    control.

    Parameters
    ----------
    tables : Tables, PackedTables or DataFrame
        A casebook, its tables packed before, or any table with points.
    """

    def __init__(self, tables: Tables | PackedTables | pd.DataFrame) -> None:
        super().__init__("explorer", tables, name="Explorer", show=True, control=False)
