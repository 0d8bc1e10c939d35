"""Land, borders, boundaries, waters and towns, from files that ship with geomap."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from geomap.maps.ground import Box, boxes_round, ground_record
from geomap.maps.inert import script_json
from geomap.maps.layers.layer import PageLayer

__all__ = ["Basemap"]


class Basemap(PageLayer):
    """An offline basemap: fine near the given extents, an outline elsewhere.

    Boundaries are those of Natural Earth, which draws who holds the ground; contested lines
    are dashed.

    Parameters
    ----------
    extents : iterable of Box
        What the map shows; a casebook layer has it as ``extents``.
    name : str
        What the layer control calls it.
    control : bool
        Whether the layer control lists it.
    """

    def __init__(
        self, extents: Iterable[Box], *, name: str = "Basemap", control: bool = False
    ) -> None:
        block = script_json(ground_record(boxes_round(extents)))
        digest = hashlib.sha256(block.encode("utf-8")).hexdigest()[:12]
        super().__init__("basemap", block, digest, name=name, control=control)
