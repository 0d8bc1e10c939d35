"""Halos that show how precisely an incident is placed."""

from __future__ import annotations

from geomap.maps.layers.layer import CasebookLayer

__all__ = ["PrecisionLayer"]


class PrecisionLayer(CasebookLayer):
    """Halos that show how precisely an incident is placed.

    A circle of the radius, in kilometres, within which the incident lies.
    """

    made_by = "precision"
