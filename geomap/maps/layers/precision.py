"""Halos that show how precisely an incident is placed."""

from __future__ import annotations

import pandas as pd

from geomap.maps.layers.layer import CasebookLayer
from geomap.maps.pack import PackedTables
from geomap.protocols import Tables

__all__ = ["PrecisionLayer"]


class PrecisionLayer(CasebookLayer):
    """Halos that show how precisely an incident is placed.

    A circle of the radius, in kilometres, within which the incident lies.

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
        name: str = "Place precision",
        show: bool = True,
        control: bool = True,
    ) -> None:
        super().__init__("precision", tables, name=name, show=show, control=control)
