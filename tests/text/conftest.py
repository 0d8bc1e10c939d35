"""What the reading rooms' tests share: the language model, loaded once, and its words."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from functools import lru_cache

import pytest

from geomap.model import Reading, Report
from geomap.protocols import LanguageModel, NameKnowledge
from geomap.text.harm.casualties import find_casualties
from geomap.text.harmed.casualty import Casualty, combined
from geomap.text.parsing.grammar import Sentence, sentences_of
from geomap.text.parsing.language import load_model
from geomap.text.parsing.paragraphs import paragraphs
from geomap.text.people.victims import find_groups
from geomap.text.reading import read_text
from geomap.text.words.lexicon import Lexicon, load_lexicon
from tests.builders import make_report

Figure = tuple[str, int | None, int | None, str]


@pytest.fixture(scope="session")
def model() -> LanguageModel:
    return load_model()


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon("en")


@pytest.fixture(scope="session")
def sentences(model: LanguageModel) -> Callable[[str], tuple[Sentence, ...]]:
    """Parse a text into sentences."""

    def parse(text: str) -> tuple[Sentence, ...]:
        return sentences_of(
            model.parse(text), "r", [start for start, _ in paragraphs(text)], load_lexicon("en")
        )

    return parse


@pytest.fixture(scope="session")
def figures(
    sentences: Callable[[str], tuple[Sentence, ...]], lexicon: Lexicon
) -> Callable[[str], list[Figure]]:
    """Read a text's casualties as (quantity, low, high, "whole" or "part"), sorted."""

    def told(casualty: Casualty) -> Figure:
        count = combined(casualty, "all")
        part = "part" if casualty.part else "whole"
        return casualty.quantity.value, count.low, count.high, part

    def find(text: str) -> list[Figure]:
        found = [
            told(casualty)
            for sentence in sentences(text)
            for casualty in find_casualties(sentence, find_groups(sentence, lexicon), lexicon)
        ]
        return sorted(found, key=repr)

    return find


@pytest.fixture(scope="session")
def read(model: LanguageModel) -> Callable[[str], Reading]:
    """Read a text as a report published on 30 September 2015, no name known to a gazetteer."""

    def reading(text: str) -> Reading:
        digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
        report = Report(id="r", text=text, sha256=digest, published=dt.date(2015, 9, 30))
        return read_text(report, model, lambda _name, **_: 0)

    return reading


KNOWN = {
    1: "Talbiseh Lataminah Salaheddine Izium Jabaliya Douma Morek Saraqib Mashwara Wad_Madani",
    2: "Homs Hama Aleppo Paris Moscow Turkey Syria Russia Idlib Geneva Washington Ukraine Kharkiv "
    "Jordan Gaza Damascus Beirut Lebanon Baghdad US London Berlin Sudan Omdurman Iran Israel Kyiv "
    "Donetsk Russian Syrian Syrians Jamaica Yemen Sanaa South_Sudan United_States Soviet_Union",
}
"""A small world: how well known each name is."""


@pytest.fixture(scope="session")
def known() -> NameKnowledge:
    """A gazetteer's knowledge of names, faked."""
    fame = {
        name.replace("_", " ").casefold(): rank
        for rank, names in KNOWN.items()
        for name in names.split()
    }

    def rank(name: str, *, famous: bool = False) -> int:
        found = fame.get(name.casefold(), 0)
        return found if found > 1 or not famous else 0

    return rank


@pytest.fixture(scope="session")
def reading_of(model: LanguageModel, known: NameKnowledge) -> Callable[[str], Reading]:
    """Read a text as a report published on 30 September 2015, a Wednesday."""

    @lru_cache(maxsize=500)
    def read(text: str) -> Reading:
        return read_text(make_report(text, title=None), model, known)

    return read
