"""Marks for incidents."""

from __future__ import annotations

import pandas as pd

from geomap.maps.layers.layer import CasebookLayer
from geomap.maps.pack import PackedTables
from geomap.protocols import Tables

__all__ = ["IncidentLayer"]


class IncidentLayer(CasebookLayer):
    """Marks for incidents: disc the lowest claim, ring the highest, line style the certainty.

    Incidents that are placed at a point; those known to a district or province only are the
    `AreaLayer`'s.

    Parameters
    ----------
    tables : Tables, PackedTables or DataFrame
        A casebook, its tables packed before (several layers then share one packing), or any
        table with points.
    name : str
        What the layer control calls it.
    show : bool
        Whether it is drawn when the page opens.
    control : bool
        Whether the layer control lists it.
    """

    def __init__(
        self,
        tables: Tables | PackedTables | pd.DataFrame,
        *,
        name: str = "Incidents",
        show: bool = True,
        control: bool = True,
    ) -> None:
        super().__init__("incidents", tables, name=name, show=show, control=control)
