"""What the marks, lines and colours mean."""

from __future__ import annotations

from geomap.maps.layers.layer import CasebookLayer

__all__ = ["Legend"]


class Legend(CasebookLayer):
    """What the marks, lines and colours mean, as a control of a plain folium map."""

    made_by = "legend"
    listed = False
