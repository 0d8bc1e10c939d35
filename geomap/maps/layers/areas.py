"""Outlines for what is known to an area only."""

from __future__ import annotations

from geomap.maps.layers.layer import CasebookLayer

__all__ = ["AreaLayer"]


class AreaLayer(CasebookLayer):
    """Outlines for what is known to an area only: a district, a province, a total over several.

    Never a pin: the area's outline, hatched, with its number as a label.
    """

    made_by = "areas"
