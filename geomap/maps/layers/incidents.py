"""Marks for incidents."""

from __future__ import annotations

from geomap.maps.layers.layer import CasebookLayer

__all__ = ["IncidentLayer"]


class IncidentLayer(CasebookLayer):
    """Marks for incidents: disc the lowest claim, ring the highest, line style the certainty.

    Incidents that are placed at a point; those known to a district or province only are the
    `AreaLayer`'s.
    """

    made_by = "incidents"
