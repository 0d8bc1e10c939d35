"""maps: table → page. The only room that imports folium."""

from __future__ import annotations

from geomap.maps.frames import read_frame, tables_of
from geomap.maps.inert import inert_text
from geomap.maps.map import Map, draw
from geomap.maps.redact import redact
from geomap.maps.rules import read_rules
from geomap.maps.story import parse_story, read_story

__all__ = [
    "Map",
    "draw",
    "inert_text",
    "parse_story",
    "read_frame",
    "read_rules",
    "redact",
    "read_story",
    "tables_of",
]
