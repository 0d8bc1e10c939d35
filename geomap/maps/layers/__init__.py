"""geomap's layers: each works in geomap's own page and in any folium map."""

from __future__ import annotations

from geomap.maps.layers.areas import AreaLayer
from geomap.maps.layers.basemap import Basemap
from geomap.maps.layers.choropleth import ChoroplethLayer
from geomap.maps.layers.density import DensityLayer
from geomap.maps.layers.explorer import Explorer
from geomap.maps.layers.incidents import IncidentLayer
from geomap.maps.layers.legend import Legend
from geomap.maps.layers.overlay import OverlayLayer
from geomap.maps.layers.precision import PrecisionLayer
from geomap.maps.layers.sides import SideLayer
from geomap.maps.layers.tiles import TileSource
from geomap.maps.layers.timeline import Timeline

__all__ = [
    "AreaLayer",
    "Basemap",
    "ChoroplethLayer",
    "DensityLayer",
    "Explorer",
    "IncidentLayer",
    "Legend",
    "OverlayLayer",
    "PrecisionLayer",
    "SideLayer",
    "TileSource",
    "Timeline",
]
