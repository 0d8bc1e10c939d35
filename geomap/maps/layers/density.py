"""A surface that is darker where more incidents lie."""

from __future__ import annotations

from geomap.maps.layers.layer import CasebookLayer

__all__ = ["DensityLayer"]


class DensityLayer(CasebookLayer):
    """A surface that is darker where more incidents lie.

    Counts incidents at points; an area claim has no place in it.
    """

    made_by = "density"
    shown = False
