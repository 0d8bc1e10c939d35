"""What geomap's layers share: the data block, the page's script, a fixed template.

No text of a report goes through a template. A layer writes the packed tables into the page
once, as inert data, and its template names only the block and the maker in the script.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import pandas as pd
from branca.element import Element, Figure
from folium.map import Layer
from folium.template import Template

from geomap.maps.bundle import page_script, page_style, template_text
from geomap.maps.frames import tables_of
from geomap.maps.inert import script_json
from geomap.maps.language import PageLanguage, page_language
from geomap.maps.pack import PackedTables, pack_tables
from geomap.protocols import Tables

__all__ = ["CasebookLayer", "PageLayer", "Verbatim", "packed_of"]


class Verbatim(Element):
    """Text that goes into the page as it is; branca would compile it as a template."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._name = "Verbatim"
        self.text = text

    def render(self, **kwargs: Any) -> str:
        """Give the text."""
        del kwargs
        return self.text


class PageLayer(Layer):
    """A layer that the page's script draws from a data block.

    Parameters
    ----------
    maker : str
        The function of ``window.geomap`` that makes the layer.
    block : str
        Escaped JSON (see `geomap.maps.inert.script_json`).
    digest : str
        Names the block; layers with one digest share one block.
    name : str
        What the layer control calls it: a fixed string of ours or the caller's own.
    show : bool
        Whether it is drawn when the page opens.
    control : bool
        Whether the layer control lists it.
    """

    def __init__(
        self,
        maker: str,
        block: str,
        digest: str,
        *,
        name: str,
        show: bool = True,
        control: bool = True,
    ) -> None:
        super().__init__(name=name, overlay=True, control=control, show=show)
        self._name = type(self).__name__
        self.maker = maker
        self.block = block
        self.block_id = f"geomap-{digest}"
        self.options: Mapping[str, object] = {}
        self.language = "en"

    @property  # a template in the instance would keep it from being copied
    def _template(self) -> Any:  # type: ignore[override]
        return Template(template_text("layer.html.j2"))

    def render(self, **kwargs: Any) -> str:
        """Put the data block, our style and our script into the page, each once."""
        figure = self.get_root()
        if isinstance(figure, Figure):
            add_page_files(figure, page_language(self.language))
            block = f'<script type="application/json" id="{self.block_id}">{self.block}</script>\n'
            figure.html.add_child(Verbatim(block), name=self.block_id)
        super().render(**kwargs)  # type: ignore[no-untyped-call]
        return ""


class CasebookLayer(PageLayer):
    """A layer drawn from the tables of a casebook.

    Parameters
    ----------
    tables : Tables, PackedTables or DataFrame
        A casebook, its tables packed before (several layers then share one packing), or any
        table with points.
    name : str, optional
        What the layer control calls it; its usual name where none is given.
    show : bool, optional
        Whether it is drawn when the page opens; as usual for the layer where None.
    control : bool, optional
        Whether the layer control lists it; as usual for the layer where None.
    language : str
        The language of the page's own words, one of `geomap.maps.language.LANGUAGES`. A page
        speaks the language of the first layer in it.
    """

    made_by: ClassVar[str]
    # the function of the page's script that makes the layer
    shown: ClassVar[bool] = True
    listed: ClassVar[bool] = True

    def __init__(
        self,
        tables: Tables | PackedTables | pd.DataFrame,
        *,
        name: str | None = None,
        show: bool | None = None,
        control: bool | None = None,
        language: str = "en",
    ) -> None:
        packed = packed_of(tables)
        words = page_language(language).words
        super().__init__(
            self.made_by,
            packed.block,
            packed.digest,
            name=name or words.get(f"layer_{self.made_by}", self.made_by),
            show=self.shown if show is None else show,
            control=self.listed if control is None else control,
        )
        self.language = language
        self.extents = packed.extents

    def _get_self_bounds(self) -> list[list[float | None]]:
        """Give folium the bounds: [[south, west], [north, east]]."""
        if not self.extents:
            return [[None, None], [None, None]]
        return [
            [min(box.south for box in self.extents), min(box.west for box in self.extents)],
            [max(box.north for box in self.extents), max(box.east for box in self.extents)],
        ]


def packed_of(tables: Any) -> PackedTables:
    """Pack a casebook, or any table with points; what is packed already stays so.

    Parameters
    ----------
    tables : Tables, PackedTables, pandas.DataFrame or geopandas.GeoDataFrame
        What shall be drawn.

    Returns
    -------
    PackedTables
        The data block and where its incidents lie.
    """
    if isinstance(tables, PackedTables):
        return tables
    return pack_tables(tables_of(tables) if isinstance(tables, pd.DataFrame) else tables)


def add_page_files(figure: Any, language: PageLanguage) -> None:
    """Add the page's own style, words and script to a figure's head; the first language stays."""
    if "geomap_script" in figure.header._children:  # noqa: SLF001  branca has no other way
        return
    words = f'<script type="application/json" id="geomap-words">{language.to_block()}</script>\n'
    figure.header.add_child(Verbatim(words), name="geomap_words")
    figure.header.add_child(Verbatim(f"<style>{page_style()}</style>\n"), name="geomap_style")
    figure.header.add_child(Verbatim(f"<script>{page_script()}</script>\n"), name="geomap_script")


def json_block(content: Mapping[str, object]) -> str:
    """Escape plain values for a data block."""
    return script_json(content)
