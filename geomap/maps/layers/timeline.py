"""The incidents over time: a stacked histogram with a brush, and play."""

from __future__ import annotations

from geomap.maps.layers.layer import CasebookLayer

__all__ = ["Timeline"]


class Timeline(CasebookLayer):
    """The incidents over time, as a control of a plain folium map.

    A stacked histogram with a brush, and play.
    """

    made_by = "timeline"
    listed = False
