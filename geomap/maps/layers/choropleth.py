"""First-level divisions by how many incidents lie in each, or how many were killed."""

from __future__ import annotations

from typing import Any, Literal

import pandas as pd

from geomap.errors import UsageError
from geomap.maps.layers.layer import CasebookLayer
from geomap.maps.pack import PackedTables
from geomap.protocols import Tables

__all__ = ["ChoroplethLayer"]

_MEASURES = ("count", "low", "best", "high")


class ChoroplethLayer(CasebookLayer):
    """First-level divisions, darker where more lies in them, each with its number.

    An incident counts in the division that its point lies in; a total over an area is no
    incident and counts nowhere. The reader can change what is counted.

    Parameters
    ----------
    tables : Tables, PackedTables or DataFrame
        A casebook, its tables packed before, or any table with points.
    measure : str
        What is counted first: ``count`` of incidents, or the ``low``, ``best`` or ``high`` number
        killed, as claimed.
    **options
        Those of `CasebookLayer`: ``name``, ``show``, ``control``, ``language``.

    Raises
    ------
    UsageError
        When the measure is none of these.
    """

    made_by = "choropleth"
    shown = False

    def __init__(
        self,
        tables: Tables | PackedTables | pd.DataFrame,
        *,
        measure: Literal["count", "low", "best", "high"] = "count",
        **options: Any,
    ) -> None:
        if measure not in _MEASURES:
            raise UsageError(f"{measure!r} is no measure; it is one of {', '.join(_MEASURES)}")
        super().__init__(tables, **options)
        self.options = {"measure": measure}
