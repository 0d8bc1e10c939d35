"""What the marks, lines and colours mean."""

from __future__ import annotations

import pandas as pd

from geomap.maps.layers.layer import CasebookLayer
from geomap.maps.pack import PackedTables
from geomap.protocols import Tables

__all__ = ["Legend"]


class Legend(CasebookLayer):
    """What the marks, lines and colours mean.

    In geomap's own page it takes its place in the frame; in a plain folium map it is a
    control.

    Parameters
    ----------
    tables : Tables, PackedTables or DataFrame
        A casebook, its tables packed before, or any table with points.
    """

    def __init__(self, tables: Tables | PackedTables | pd.DataFrame) -> None:
        super().__init__("legend", tables, name="Legend", show=True, control=False)
