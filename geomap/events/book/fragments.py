"""Pieces of HTML from template files; text of reports goes in as escaped text only."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from html import escape
from importlib.resources import files
from string import Template

from geomap.events.book.visible import visible

__all__ = ["fragment", "style_sheet"]


def fragment(name: str, html: Mapping[str, str] | None = None, /, **texts: str) -> str:
    r"""Fill one of our templates.

    Parameters
    ----------
    name : str
        The template, without its suffix.
    html : mapping of str to str, optional
        Pieces that are HTML already: other fragments.
    **texts : str
        Texts, of whatever origin. They are escaped, and their control and direction
        characters are written out; ``$`` and braces in them are only characters.

    Returns
    -------
    str
        HTML.

    Examples
    --------
    >>> fragment("figure", label="<b>", value="$label")
    '<div><dt>&lt;b&gt;</dt><dd>$label</dd></div>\n'
    """
    safe = {key: escape(visible(text)) for key, text in texts.items()}
    return _template(name).substitute(safe | dict(html or {}))


def style_sheet(name: str) -> str:
    """Read one of our style sheets."""
    return _text(f"{name}.css")


@cache
def _template(name: str) -> Template:
    return Template(_text(f"{name}.html"))


def _text(name: str) -> str:
    return files("geomap.events.book").joinpath("templates", name).read_text(encoding="utf-8")
