"""The page's script and style: our source files joined in one declared order."""

from __future__ import annotations

import re
from pathlib import Path

from geomap.shipped import shipped_path

__all__ = [
    "SCRIPT_ORDER",
    "STYLE_ORDER",
    "leaflet_markers",
    "leaflet_script",
    "leaflet_style",
    "page_script",
    "page_style",
    "template_text",
]

_PAGE = Path(__file__).parent / "page"

# Each file may use what stands before it; tests check that every file is listed.
SCRIPT_ORDER = (
    "language.js",
    "words.js",
    "elements.js",
    "unpack.js",
    "columns.js",
    "facets.js",
    "search.js",
    "selection.js",
    "casebook.js",
    "marks.js",
    "canvas.js",
    "layout.js",
    "ground.js",
    "labels.js",
    "clusters.js",
    "claims.js",
    "citation.js",
    "history.js",
    "details.js",
    "picking.js",
    "lists.js",
    "table.js",
    "legend.js",
    "keys.js",
    "layerlist.js",
    "incidents.js",
    "areas.js",
    "precision.js",
    "density.js",
    "choropleth.js",
    "sides.js",
    "overlay.js",
    "tiles.js",
    "facetlist.js",
    "filters.js",
    "timescale.js",
    "timeline.js",
    "address.js",
    "geodesy.js",
    "tools.js",
    "export.js",
    "picturing.js",
    "saving.js",
    "story.js",
    "page.js",
    "public.js",
)
STYLE_ORDER = ("theme.css", "layout.css", "details.css", "controls.css", "facets.css", "tools.css")

_IMPORT = re.compile(r"^import [^;]*;\n", re.MULTILINE)
# Comments that fill whole lines are for those who read the sources, not for every page.
_COMMENTS = re.compile(r"^ *(?:/\*\*.*?\*/|//[^\n]*)\n", re.MULTILINE | re.DOTALL)
# So are types within a line, and what stands behind the end of a statement.
_INLINE_TYPES = re.compile(r"/\*\*[^\n]*?\*/ ?")
_ASIDES = re.compile(r"(?<=[;{,)\]]) //[^\n]*")
# Indentation too; no text of ours runs over several lines (a test looks).
_INDENT = re.compile(r"^[ ]+|^\n", re.MULTILINE)
_STYLE_COMMENTS = re.compile(r"^ *\/\*.*?\*/\n", re.MULTILINE | re.DOTALL)
_STYLE_SPACE = re.compile(r"\s*([{};,])\s*")
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class)\b)", re.MULTILINE)


def page_script() -> str:
    """Join the page's modules into one script.

    The files are ES modules for editors, linters and type checkers; names are unique over all
    of them, so that dropping ``import`` and ``export`` and wrapping the whole in one function
    is all the bundling there is.

    Returns
    -------
    str
        JavaScript that defines ``window.geomap``.

    Examples
    --------
    >>> page_script().startswith("(function ()")
    True
    """
    parts = ['(function () {\n"use strict";\n']
    for name in SCRIPT_ORDER:
        text = (_PAGE / name).read_text(encoding="utf-8")
        bare = _COMMENTS.sub("", _EXPORT.sub("", _IMPORT.sub("", text)))
        bare = _ASIDES.sub("", _INLINE_TYPES.sub("", bare))
        parts.append(_INDENT.sub("", bare))
    parts.append("})();\n")
    return "".join(parts)


def page_style() -> str:
    """Join the page's style sheets.

    Returns
    -------
    str
        CSS without a reference to anything outside.
    """
    text = "".join((_PAGE / name).read_text(encoding="utf-8") for name in STYLE_ORDER)
    return _STYLE_SPACE.sub(r"\1", _STYLE_COMMENTS.sub("", text))


def leaflet_script() -> str:
    """Read Leaflet's script as the build took it from its pinned package."""
    return shipped_path("built/page/leaflet.js").read_text(encoding="utf-8")


def leaflet_style() -> str:
    """Read Leaflet's style sheet, its images embedded."""
    return shipped_path("built/page/leaflet.css").read_text(encoding="utf-8")


def leaflet_markers() -> str:
    """Read the images of Leaflet's default marker: JSON, a data URI each."""
    return shipped_path("built/page/leaflet_markers.json").read_text(encoding="utf-8")


def template_text(name: str) -> str:
    """Read one of our templates, which see fixed strings and ids only."""
    return (_PAGE / name).read_text(encoding="utf-8")
