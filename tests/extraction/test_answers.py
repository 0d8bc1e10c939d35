"""An answer is read claim by claim; what is not of the shape is refused and named."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.extraction.answers import SCHEMA, read_answer
from geomap.vocabulary import Qualifier, Quantity
from tests.extraction.chat_server import CLAIM, claim

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
)


def answer(*claims: Any) -> str:
    return json.dumps({"claims": claims})


def test_the_schema_is_one_and_takes_what_is_read() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate({"claims": [CLAIM]}, SCHEMA)
    [proposal], refused = read_answer(answer(CLAIM))
    assert (proposal.quote, proposal.quantity, proposal.low) == ("22 people", Quantity.KILLED, 22)
    assert proposal.qualifier is Qualifier.EXACT
    assert refused == ()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"quantity": "dead"}, "quantity is 'dead'"),
        ({"min": -1}, "min is -1"),
        ({"min": True}, "min is True"),
        ({"max": 10**12}, "max is"),
        ({"min": "22"}, "min is '22'"),
        ({"stance": None}, "stance is None"),
        ({"claimant": 7}, "claimant is 7"),
        ({"quote": None}, "without a quote"),
    ],
)
def test_one_claim_of_another_shape_is_refused_and_the_others_are_taken(
    change: dict[str, Any], why: str
) -> None:
    proposals, [refused] = read_answer(answer(claim(**change), CLAIM))
    assert len(proposals) == 1
    assert why in refused


@pytest.mark.parametrize(
    "content", ["", "{}", "[]", '"claims"', "null", '{"claims": 3}', "[" * 100_000, "<html>"]
)
def test_what_is_no_answer_is_an_error(content: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_answer(content)


def test_an_endless_list_is_an_error() -> None:
    with pytest.raises(ValueError, match="501 claims"):
        read_answer(answer(*[CLAIM] * 501))


@given(st.dictionaries(st.sampled_from(sorted(CLAIM)), ANYTHING))
def test_any_claim_is_taken_or_refused(change: dict[str, Any]) -> None:
    proposals, refused = read_answer(answer(claim(**change)))
    assert len(proposals) + len(refused) == 1
