"""Outlines for what is known to an area only."""

from __future__ import annotations

import pandas as pd

from geomap.maps.layers.layer import CasebookLayer
from geomap.maps.pack import PackedTables
from geomap.protocols import Tables

__all__ = ["AreaLayer"]


class AreaLayer(CasebookLayer):
    """Outlines for what is known to an area only: a district, a province, a total over several.

    Never a pin: the area's outline, hatched, with its number as a label.

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
        name: str = "Area claims",
        show: bool = True,
        control: bool = True,
    ) -> None:
        super().__init__("areas", tables, name=name, show=show, control=control)
