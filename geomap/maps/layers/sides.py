"""Badges for the sides whose claims an incident rests on."""

from __future__ import annotations

from geomap.maps.layers.layer import CasebookLayer

__all__ = ["SideLayer"]


class SideLayer(CasebookLayer):
    """Badges for the sides whose claims an incident rests on, each with how many claims.

    Sides are those of the claimant: the state and its forces, armed groups and the opposition,
    hospitals and rescuers, monitors, people on the spot, media. A colour is never a party's,
    and each side has a shape besides.
    """

    made_by = "sides"
    shown = False
