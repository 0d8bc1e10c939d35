"""A surface that is darker where more incidents lie."""

from __future__ import annotations

import pandas as pd

from geomap.maps.layers.layer import CasebookLayer
from geomap.maps.pack import PackedTables
from geomap.protocols import Tables

__all__ = ["DensityLayer"]


class DensityLayer(CasebookLayer):
    """A surface that is darker where more incidents lie.

    Counts incidents at points; an area claim has no place in it.

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
        name: str = "Density",
        show: bool = False,
        control: bool = True,
    ) -> None:
        super().__init__("density", tables, name=name, show=show, control=control)
