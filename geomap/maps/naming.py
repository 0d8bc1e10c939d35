"""Element names that do not change from one run to the next.

branca names each element with random bytes; a page must come out the same twice. Before a
page is rendered its elements are numbered in the order of the tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from typing import Any

from branca.element import Element
from folium.elements import ElementAddToElement
from folium.folium import GlobalSwitches

__all__ = ["foreign_elements", "settle_names", "walk"]

_RANDOM = re.compile("[0-9a-f]{32}")


def walk(root: Any) -> Iterator[Any]:
    """Go through a tree of elements, each once, parents first.

    Parameters
    ----------
    root : branca.element.Element
        Where to start.

    Yields
    ------
    branca.element.Element
        The element, then what it holds: its children and what hangs on its attributes.
    """
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if id(element) in seen:
            continue
        seen.add(id(element))
        yield element
        held = [
            value
            for name, value in vars(element).items()
            if name != "_parent" and isinstance(value, Element)
        ]
        waiting.extend(reversed([*held, *element._children.values()]))  # noqa: SLF001


def settle_names(root: Any) -> None:
    """Give the elements fixed names, and mend the places where folium kept an old name.

    Parameters
    ----------
    root : branca.element.Element
        The figure.
    """
    for element in list(walk(root)):
        # Added anew, with the name of the day, whenever a layer is rendered.
        for key, child in list(element._children.items()):  # noqa: SLF001
            if isinstance(child, ElementAddToElement):
                del element._children[key]  # noqa: SLF001
    elements = list(walk(root))
    # By id, not by name: some elements took a name before they knew what they were called.
    # What has its number keeps it, so that names written down in a rendering stay true.
    settled = [int(element._id) for element in elements if not _RANDOM.fullmatch(element._id)]  # noqa: SLF001
    numbers = count(max(settled, default=-1) + 1)
    renamed: dict[str, str] = {}
    for element in elements:
        old = element._id  # noqa: SLF001
        if _RANDOM.fullmatch(old):
            element._id = str(next(numbers))  # noqa: SLF001
            renamed[old] = element.get_name()
    for element in elements:
        for name, value in vars(element).items():
            if isinstance(value, str) and name != "_id":
                setattr(element, name, _new_name(value, renamed))
        children = element._children  # noqa: SLF001
        named = [(_new_name(key, renamed), child) for key, child in children.items()]
        children.clear()
        children.update(named)


def _new_name(text: str, renamed: dict[str, str]) -> str:
    """Give the new name where the text is an old one: words, an underscore, an id."""
    words, _, identity = text.rpartition("_")
    return renamed.get(identity, text) if words and "\n" not in words else text


def foreign_elements(root: Any) -> list[Any]:
    """List the elements that are neither ours nor part of every folium map.

    Parameters
    ----------
    root : branca.element.Element
        The figure.

    Returns
    -------
    list
        Layers and plugins that somebody added.
    """
    plain = (ElementAddToElement, GlobalSwitches)
    return [
        element
        for element in walk(root)
        if not type(element).__module__.startswith(("geomap.", "branca."))
        and not isinstance(element, plain)
        and type(element).__name__ != "LayerControl"
    ]
