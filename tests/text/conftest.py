"""What the reading tests share: the language model and the words, loaded once a session."""

from __future__ import annotations

import pytest

from geomap.protocols import LanguageModel
from geomap.text.language import load_model
from geomap.text.lexicon import Lexicon, load_lexicon


@pytest.fixture(scope="session")
def model() -> LanguageModel:
    """The English language model."""
    return load_model()


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """The English words that the rules go by."""
    return load_lexicon("en")
