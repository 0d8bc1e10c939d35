"""What the reading tests share: the language model and the words, loaded once a session."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import pytest

from geomap.model import Reading
from geomap.protocols import LanguageModel
from geomap.text.language import load_model
from geomap.text.lexicon import Lexicon, load_lexicon
from geomap.text.reading import read_text
from tests.builders import make_report


@pytest.fixture(scope="session")
def model() -> LanguageModel:
    """The English language model."""
    return load_model()


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """The English words that the rules go by."""
    return load_lexicon("en")


KNOWN = {
    1: "Talbiseh Lataminah Salaheddine Izium Jabaliya Douma Morek Saraqib Mashwara",
    2: "Homs Hama Aleppo Paris Moscow Turkey Syria Russia Idlib Geneva Washington Ukraine Kharkiv "
    "Jordan Gaza Damascus Beirut Lebanon Baghdad US London Berlin Sudan Omdurman Iran Israel Kyiv "
    "Donetsk Russian Syrian Syrians Jamaica Yemen Sanaa South_Sudan United_States Soviet_Union",
}
"""A small world: how well known each name is."""


@pytest.fixture(scope="session")
def known() -> Callable[[str], int]:
    """A gazetteer's knowledge of names, faked."""
    fame = {
        name.replace("_", " ").casefold(): rank
        for rank, names in KNOWN.items()
        for name in names.split()
    }
    return lambda name: fame.get(name.casefold(), 0)


@pytest.fixture(scope="session")
def reading_of(model: LanguageModel, known: Callable[[str], int]) -> Callable[[str], Reading]:
    """Read a text as a report published on 30 September 2015, a Wednesday."""

    @lru_cache(maxsize=500)
    def read(text: str) -> Reading:
        return read_text(make_report(text, title=None), model, known)

    return read
