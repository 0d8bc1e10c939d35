"""All that stands round the map: title and totals, filters, lists, table, details."""

from __future__ import annotations

from geomap.maps.layers.layer import CasebookLayer

__all__ = ["Explorer"]


class Explorer(CasebookLayer):
    """All that stands round the map: title and totals, filters, lists, table, details.

    In geomap's own page it takes its place in the frame; a plain folium map has none.
    """

    made_by = "explorer"
    listed = False
