"""`Map`: ordered layers as a folium map that becomes one file and asks no host."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import folium
import pandas as pd
from branca.element import CssLink, Figure, JavascriptLink
from folium.template import Template

from geomap.errors import UsageError
from geomap.maps.bundle import leaflet_script, leaflet_style, template_text
from geomap.maps.document import Parts, compose, write_page
from geomap.maps.frames import tables_of
from geomap.maps.inert import escape_html
from geomap.maps.language import page_language
from geomap.maps.layers import (
    AreaLayer,
    Basemap,
    ChoroplethLayer,
    DensityLayer,
    Explorer,
    IncidentLayer,
    OverlayLayer,
    PrecisionLayer,
    SideLayer,
    TileSource,
)
from geomap.maps.layers.layer import CasebookLayer, Verbatim, add_page_files
from geomap.maps.naming import foreign_elements, settle_names, walk
from geomap.maps.pack import pack_tables
from geomap.maps.story import Story
from geomap.maps.summary import summary_table
from geomap.protocols import Tables

__all__ = ["Map", "draw"]


class Map(folium.Map):
    """A folium map without hosts: Leaflet inside, no tiles, fixed element ids.

    folium's layers and plugins can be added as to any folium map. One that needs files from
    elsewhere makes the page's Content-Security-Policy name exactly those hosts.

    Parameters
    ----------
    title : str, optional
        The page's title; text, never markup.
    summary : str
        HTML of ours that stands in for the map where a notebook is not trusted.
    language : str
        The language of the page's own words, one of `geomap.maps.language.LANGUAGES`.
    """

    default_js: list[tuple[str, str]] = []  # noqa: RUF012  folium's own attribute
    default_css: list[tuple[str, str]] = []  # noqa: RUF012

    def __init__(
        self, *, title: str | None = None, summary: str = "", language: str = "en"
    ) -> None:
        super().__init__(
            location=(20.0, 10.0),
            zoom_start=2,
            tiles=None,
            zoom_snap=0.25,
            zoom_delta=0.75,
            wheel_px_per_zoom_level=90,
            zoom_animation_threshold=6,
            attribution_control=True,
        )
        # folium hands these on with a tile layer only, and ours has none.
        self.options |= {"minZoom": 1, "maxZoom": 18}
        self.language = page_language(language)
        self.words = self.language.words
        self.title = title or self.language.plain("default_title")
        self.summary = summary

    @property
    def _template(self) -> Any:  # type: ignore[override]
        return Template(template_text("map.html.j2"))

    def render(self, **kwargs: Any) -> str:
        """Put Leaflet and our files into the page's head, then render as folium does."""
        figure = self.get_root()
        if isinstance(figure, Figure):
            style = Verbatim(f"<style>{leaflet_style()}</style>\n")
            script = Verbatim(f"<script>{leaflet_script()}</script>\n")
            figure.header.add_child(style, name="leaflet_style")
            figure.header.add_child(script, name="leaflet_script")
            add_page_files(figure, self.language)
            _add_icon_files(self, figure)
        self._controls_last()
        super().render(**kwargs)  # type: ignore[no-untyped-call]
        return ""

    def _controls_last(self) -> None:
        """Move layer controls behind the layers that they list, which folium leaves to the user."""
        for key, child in list(self._children.items()):
            if isinstance(child, folium.LayerControl):
                self._children.move_to_end(key)

    def to_html(self) -> str:
        """Give the page.

        Returns
        -------
        str
            One HTML document; the same map gives the same text.
        """
        figure = self._figure()
        settle_names(figure)
        parts = (figure.header, figure.html, figure.script)
        kept = [dict(part._children) for part in parts]  # noqa: SLF001
        try:
            for child in list(figure._children.values()):  # noqa: SLF001
                child.render()
            head, body, script = (part.render() for part in parts)
        finally:
            for part, children in zip(parts, kept, strict=True):
                part._children.clear()  # noqa: SLF001
                part._children.update(children)  # noqa: SLF001
        return compose(
            self.title,
            Parts(head=head, body=body, script=script),
            language=self.language,
            foreign=foreign_elements(figure),
            hosts=_tile_hosts(figure),
        )

    def _figure(self) -> Figure:
        root = self.get_root()
        if not isinstance(root, Figure):
            raise UsageError("the map was taken out of its figure; add it to a branca Figure")
        return root

    def save(self, path: str | Path, *, force: bool = False) -> None:  # type: ignore[override]
        """Write the page, whole or not at all.

        Parameters
        ----------
        path : str or pathlib.Path
            The file; its folder must exist.
        force : bool
            Whether a file that is no geomap page may be replaced.

        Raises
        ------
        OutputError
            When the folder is missing or not writable, or the file is not geomap's.
        """
        write_page(Path(path), self.to_html(), force=force)

    def _repr_html_(self, **kwargs: Any) -> str:
        """Give a notebook the page in a sandboxed frame, and a table where frames are cut."""
        del kwargs
        page = html.escape(self.to_html(), quote=True)
        return template_text("notebook.html").format(
            title=escape_html(self.title),
            page=page,
            summary=self.summary,
            note=escape_html(self.language.plain("summary_note")),
            language=self.language.code,
            direction=self.language.direction,
        )


def _tile_hosts(figure: Figure) -> set[str]:
    """Collect the hosts that named tile sources ask."""
    return {
        host
        for element in walk(figure)
        if isinstance(element, TileSource)
        for host in element.tile_hosts
    }


def _add_icon_files(drawn: Map, figure: Figure) -> None:
    """Link what `folium.Icon` needs, where somebody added one; the policy then names the hosts."""
    if not any(isinstance(element, folium.Icon) for element in walk(drawn)):
        return
    for name, url in folium.Map.default_js:
        if name.startswith("awesome"):
            figure.header.add_child(JavascriptLink(url), name=name)
    for name, url in folium.Map.default_css:
        if name.startswith(("awesome", "glyphicons")):
            figure.header.add_child(CssLink(url), name=name)


_LAYERS: tuple[tuple[Callable[..., CasebookLayer], str], ...] = (
    (IncidentLayer, "layer_incidents"),
    (AreaLayer, "layer_areas"),
    (PrecisionLayer, "layer_precision"),
    (SideLayer, "layer_sides"),
    (DensityLayer, "layer_density"),
    (ChoroplethLayer, "layer_choropleth"),
)
"""What is drawn, as the layer control lists it, and the key of its name."""


def draw(
    tables: Tables | pd.DataFrame,
    *,
    title: str | None = None,
    story: Story | None = None,
    language: str = "en",
    overlays: Sequence[OverlayLayer] = (),
    tiles: TileSource | None = None,
) -> Map:
    """Draw a casebook's tables as a map with all its layers.

    Parameters
    ----------
    tables : Tables or pandas.DataFrame
        The tables of a casebook, or any table with points (see `geomap.maps.frames`).
    title : str, optional
        The page's title.
    story : Story, optional
        Steps that the page shows one after the other (see `geomap.maps.story`).
    language : str
        The language of the page's own words, one of `geomap.maps.language.LANGUAGES`; what
        reports say stays as they say it.
    overlays : sequence of OverlayLayer, optional
        Shapes of the user's own.
    tiles : TileSource, optional
        Tiles over the offline ground; without one the page asks no host.

    Returns
    -------
    Map
        A folium map: further layers can be added before it is saved.

    Raises
    ------
    SchemaError
        When the incidents lack the columns that a map needs.
    UsageError
        When the page does not speak the language.
    """
    if isinstance(tables, pd.DataFrame):
        tables = tables_of(tables)
    packed = pack_tables(tables, story=story)
    spoken = page_language(language)
    summary = summary_table(tables.incidents, spoken)
    drawn = Map(title=title, summary=summary, language=language)
    Basemap(packed.extents, language=language).add_to(drawn)
    for layer, key in _LAYERS:
        if layer is SideLayer and tables.claims.empty:
            continue
        layer(packed, name=spoken.plain(key), language=language).add_to(drawn)
    if tiles is not None:
        tiles.add_to(drawn)
    for overlay in overlays:
        overlay.add_to(drawn)
    folium.LayerControl(position="topright", collapsed=True).add_to(drawn)
    explorer = Explorer(packed)
    explorer.options = {"title": True}
    explorer.add_to(drawn)
    return drawn
