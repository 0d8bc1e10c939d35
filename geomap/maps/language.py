"""The page's own words in its language: one data file a language, in ``page/languages``.

A language is the interface's: what reports say is shown as it was written, and the reasons
that were recorded for places and dates stay in English.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from geomap.errors import UsageError
from geomap.maps.inert import script_json

__all__ = ["LANGUAGES", "PageLanguage", "page_language"]

_FOLDER = Path(__file__).parent / "page" / "languages"

LANGUAGES: tuple[str, ...] = ("en", "ar", "es", "fr", "ru", "uk")
"""Codes of the languages that a page can have, as BCP 47 writes them."""

_NOT_SCRIPT = frozenset(
    {
        "language", "default_title", "skip_to_map", "no_script", "summary_note", "and_more_rows",
        "panel_label", "layer_basemap", "layer_areas", "layer_density", "layer_incidents",
        "layer_precision",
    }
)  # fmt: skip
# What is said outside the page's script.


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLanguage:
    """What a page says in one language."""

    code: str
    words: Mapping[str, Any]
    # key to text, or to its plural forms (those of Unicode's CLDR, "other" among them)

    @property
    def direction(self) -> str:
        """Give which way its lines run: ``ltr`` or ``rtl``."""
        return str(self.words["direction"])

    def plain(self, key: str) -> str:
        """Give a text; of several plural forms the one for large numbers."""
        found = self.words[key]
        return str(found if isinstance(found, str) else found["other"])

    def to_block(self) -> str:
        """Give the words for the page: escaped JSON, without codes that are their own words."""
        told = {name: value for name, value in self.words.items() if name not in _NOT_SCRIPT}
        for table in ("code", "ground", "type"):
            told[table] = {
                code: words
                for code, words in self.words[table].items()
                if words != code.replace("_", " ")
            }
        return script_json(told)


@cache
def page_language(code: str) -> PageLanguage:
    """Read the words of a language.

    Parameters
    ----------
    code : str
        One of `LANGUAGES`.

    Returns
    -------
    PageLanguage
        Its words.

    Raises
    ------
    UsageError
        When the page does not speak it.

    Examples
    --------
    >>> page_language("en").plain("filters")
    'Filters'
    >>> page_language("ar").direction
    'rtl'
    """
    if code not in LANGUAGES:
        raise UsageError(f"the page does not speak {code!r}; it speaks {', '.join(LANGUAGES)}")
    words = json.loads((_FOLDER / f"{code}.json").read_text(encoding="utf-8"))
    return PageLanguage(code=code, words=MappingProxyType(words))
