"""GeoPackage and shapefile, batch by batch, their points in degrees of WGS 84."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geomap.errors import ForeignFileError, UsageError

__all__ = ["layer_columns", "layer_rows"]

_BATCH = 5_000
_WGS84 = "EPSG:4326"


def layer_columns(
    path: Path, *, layer: str | None = None, encoding: str | None = None
) -> tuple[list[str], str]:
    """Give the columns of a layer and its name.

    Parameters
    ----------
    path : pathlib.Path
        A GeoPackage or shapefile.
    layer : str, optional
        Which, where the file has several.
    encoding : str, optional
        Of a shapefile's texts.

    Returns
    -------
    tuple of list of str and str
        The names of the columns, and of the layer.

    Raises
    ------
    ForeignFileError
        When it cannot be read, has no geometry, or no system of coordinates.
    UsageError
        When it has several layers and none was named.
    """
    import pyogrio

    try:
        with warnings.catch_warnings():
            # What it only frowns at is either read all the same or an error in the next line.
            warnings.simplefilter("ignore", RuntimeWarning)
            with_geometry = [str(name) for name, kind in pyogrio.list_layers(path) if kind]
            if layer is None and len(with_geometry) == 1:
                layer = with_geometry[0]
            if layer not in with_geometry:
                raise UsageError(
                    f"has the layers {', '.join(with_geometry) or 'none'}; name one with --layer",
                    where=str(path),
                )
            told = pyogrio.read_info(path, layer=layer, encoding=encoding)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise ForeignFileError(f"cannot be read: {error}", where=str(path)) from error
    if told["crs"] is None:
        raise ForeignFileError(
            "does not say its system of coordinates (a shapefile needs its .prj beside it), so "
            "its numbers cannot be taken for degrees",
            where=str(path),
        )
    return [str(name) for name in told["fields"]], layer


def layer_rows(
    path: Path, *, layer: str, encoding: str | None = None
) -> Iterator[tuple[int, dict[str, Any], tuple[float, float] | None]]:
    """Give the rows of a layer.

    Parameters
    ----------
    path : pathlib.Path
        A GeoPackage or shapefile.
    layer : str
        Which layer.
    encoding : str, optional
        Of a shapefile's texts.

    Yields
    ------
    tuple
        Number from 1, cells by column, lon and lat; None without a geometry. An outline is
        given by a point inside it.

    Raises
    ------
    ForeignFileError
        When it is broken, or its coordinates cannot be converted.
    """
    import pyogrio

    try:
        with pyogrio.open_arrow(
            path, layer=layer, encoding=encoding, batch_size=_BATCH, use_pyarrow=True
        ) as (told, reader):
            convert = _converter(told["crs"], path)
            geometry = told["geometry_name"] or "wkb_geometry"
            number = 0
            for batch in reader:
                outlines = batch.column(geometry).to_pylist()
                names = [name for name in batch.schema.names if name != geometry]
                columns = [batch.column(name).to_pylist() for name in names]
                points = _points(outlines, convert)
                for cells, at in zip(_rows(columns, len(points)), points, strict=True):
                    number += 1
                    yield number, dict(zip(names, cells, strict=True)), at
    except (pyogrio.errors.DataSourceError, pyogrio.errors.FeatureError, OSError) as error:
        raise ForeignFileError(f"is broken: {error}", where=str(path)) from error
    except UnicodeDecodeError as error:
        raise ForeignFileError(
            f"its texts are not as it says ({error}); say how they are written with --encoding",
            where=str(path),
        ) from error


def _rows(columns: list[list[Any]], count: int) -> Iterator[tuple[Any, ...]]:
    return iter(zip(*columns, strict=True)) if columns else iter([()] * count)


def _points(outlines: list[bytes | None], convert: Any) -> list[tuple[float, float] | None]:
    """Give a point for each geometry, converted; None where there is none."""
    import numpy as np
    import shapely

    shapes = shapely.from_wkb(np.array(outlines, dtype=object), on_invalid="ignore")
    inside = shapely.point_on_surface(shapes)
    lon, lat = shapely.get_x(inside), shapely.get_y(inside)
    if convert is not None:
        lon, lat = convert.transform(lon, lat)
    there = ~(shapely.is_missing(inside) | shapely.is_empty(inside))
    spots = zip(lon.tolist(), lat.tolist(), there.tolist(), strict=True)
    return [(x, y) if known else None for x, y, known in spots]


def _converter(crs: str | None, path: Path) -> Any:
    """Give what converts to degrees, None where the coordinates are degrees already."""
    import pyproj

    try:
        own = pyproj.CRS.from_user_input(crs)
        if own.to_epsg() == 4326:
            return None
        return pyproj.Transformer.from_crs(own, _WGS84, always_xy=True)
    except pyproj.exceptions.ProjError as error:
        raise ForeignFileError(
            f"its system of coordinates cannot be converted to degrees of WGS 84: {error}",
            where=str(path),
        ) from error
