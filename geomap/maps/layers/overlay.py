"""Shapes of the user's own over the ground: front lines, zones, sites."""

from __future__ import annotations

import hashlib
import re
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from geomap.errors import UsageError
from geomap.maps.columns import plain_value
from geomap.maps.inert import inert_text, script_json
from geomap.maps.layers.layer import PageLayer
from geomap.maps.lines import pack_lines

__all__ = ["OverlayLayer"]

_UNIT = 0.0001  # degrees: about 11 m
_COLOURS = ("#5b3a8c", "#c9a9ff")
_LABELS = ("name", "label", "title", "Name", "NAME")
_KINDS = {0: "point", 4: "point", 1: "line", 2: "line", 5: "line", 3: "area", 6: "area"}


class OverlayLayer(PageLayer):
    """Points, lines and areas of the user's own, told by a column of theirs.

    Parameters
    ----------
    frame : geopandas.GeoDataFrame
        The shapes, in any reference system; without one they are taken for WGS 84.
    name : str
        What the layer control and the pointer call it.
    label : str, optional
        The column whose text the pointer tells; ``name``, ``label`` or ``title`` where the table
        has one and none is named.
    colours : tuple of str
        Hex colours on light and on dark ground.
    show : bool
        Whether it is drawn when the page opens.

    Raises
    ------
    UsageError
        When the table has no geometry or not that column, or a colour is none.
    """

    def __init__(
        self,
        frame: gpd.GeoDataFrame,
        *,
        name: str,
        label: str | None = None,
        colours: tuple[str, str] = _COLOURS,
        show: bool = True,
    ) -> None:
        for colour in colours:
            if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
                raise UsageError(f"{colour!r} is no colour such as #5b3a8c")
        texts = _texts(frame, label)
        content = {
            "name": name,
            "light": colours[0],
            "dark": colours[1],
            "shapes": [
                {"kind": kind, "label": text, "lines": pack_lines(lines, unit=_UNIT)}
                for text, shape in zip(texts, _in_degrees(frame), strict=True)
                for kind, lines in _parts(shape)
            ],
        }
        block = script_json(content)
        digest = hashlib.sha256(block.encode("utf-8")).hexdigest()[:12]
        # folium compiles names as templates, and Leaflet takes them for markup.
        super().__init__("overlay", block, digest, name=inert_text(name), show=show)


def _texts(frame: Any, label: str | None) -> list[str | None]:
    if label is not None and label not in frame.columns:
        raise UsageError(f"the overlay has no column {label!r}; it has {', '.join(frame.columns)}")
    column = label or next((one for one in _LABELS if one in frame.columns), None)
    if column is None:
        return [None] * len(frame)
    plain = [plain_value(value) for value in frame[column].tolist()]
    return [None if value is None else str(value) for value in plain]


def _in_degrees(frame: Any) -> Any:
    if not isinstance(frame, gpd.GeoDataFrame) or frame.active_geometry_name is None:
        raise UsageError("an overlay is a GeoDataFrame with a geometry")
    shapes = frame.geometry
    if frame.crs is not None and not frame.crs.equals("EPSG:4326"):
        shapes = shapes.to_crs("EPSG:4326")
    return np.asarray(shapes, dtype="object")


def _parts(shape: Any) -> list[tuple[str, list[Any]]]:
    """Give the kinds of parts of a shape, each with its lines; a point is a line without length."""
    found: dict[str, list[Any]] = {}
    if shape is None or shapely.is_empty(shape):
        return []
    for part in shapely.get_parts(shapely.force_2d(shape)):
        kind = _KINDS.get(int(shapely.get_type_id(part)))
        if kind is None:  # a collection within a collection
            for inner, lines in _parts(part):
                found.setdefault(inner, []).extend(lines)
        elif kind == "area":
            rings = (part.exterior, *part.interiors)
            found.setdefault(kind, []).extend(shapely.get_coordinates(ring) for ring in rings)
        else:
            points = shapely.get_coordinates(part)
            # The packing leaves out a line of one point: a point goes twice, a step apart.
            whole = np.vstack([points, points + _UNIT]) if kind == "point" else points
            found.setdefault(kind, []).append(whole)
    return list(found.items())
