"""Text of reports made harmless: for data blocks, for attributes, for other people's templates."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping

__all__ = ["escape_html", "inert_text", "script_json", "visible"]

_IN_TEMPLATES = re.compile("[&<>\"'`\\\\${}%#=/]")
_IN_SCRIPTS = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}
_SCRIPT_CHARACTERS = re.compile("[<>&\u2028\u2029\ud800-\udfff]")
# Characters that would reorder or hide their neighbours: embeddings, overrides, isolates and
# controls. The plain marks U+200E, U+200F and U+061C stay, honest Arabic and Hebrew use them.
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    r"""Show the characters that would otherwise act on their neighbours.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The text with bidirectional overrides, isolates and control characters spelled out.

    Examples
    --------
    >>> visible("a\u202eb")
    'a⟨U+202E⟩b'
    """
    return _OBEYED.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)


def escape_html(text: str) -> str:
    """Escape text for the inside of an element or a quoted attribute.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The text, with its acting characters visible and its markup inert.

    Examples
    --------
    >>> escape_html("<b> & co")
    '&lt;b&gt; &amp; co'
    """
    return html.escape(visible(text), quote=True)


def inert_text(text: str) -> str:
    """Turn text into entities that neither HTML, JavaScript nor a Jinja template acts on.

    For texts that go into folium's own popups and tooltips, which folium compiles as a
    template when the map is saved.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        HTML that shows exactly the text.

    Examples
    --------
    >>> inert_text("{{7*7}}")
    '&#123;&#123;7*7&#125;&#125;'
    """
    return _IN_TEMPLATES.sub(lambda found: f"&#{ord(found[0])};", visible(text))


def script_json(content: Mapping[str, object]) -> str:
    r"""Write JSON that can stand in a ``<script type="application/json">`` block.

    Parameters
    ----------
    content : Mapping
        Plain values; no NaN.

    Returns
    -------
    str
        JSON in which nothing can end the block or start another.

    Examples
    --------
    >>> script_json({"a": "</script>"})
    '{"a":"\\u003c/script\\u003e"}'
    """
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _SCRIPT_CHARACTERS.sub(
        lambda found: _IN_SCRIPTS.get(found[0], f"\\u{ord(found[0]):04x}"), text
    )
