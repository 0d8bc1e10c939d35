"""The incidents over time: a stacked histogram with a brush, and play."""

from __future__ import annotations

import pandas as pd

from geomap.maps.layers.layer import CasebookLayer
from geomap.maps.pack import PackedTables
from geomap.protocols import Tables

__all__ = ["Timeline"]


class Timeline(CasebookLayer):
    """The incidents over time: a stacked histogram with a brush, and play.

    In geomap's own page it takes its place in the frame; in a plain folium map it is a
    control.

    Parameters
    ----------
    tables : Tables, PackedTables or DataFrame
        A casebook, its tables packed before, or any table with points.
    """

    def __init__(self, tables: Tables | PackedTables | pd.DataFrame) -> None:
        super().__init__("timeline", tables, name="Timeline", show=True, control=False)
