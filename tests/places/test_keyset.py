"""The set of keys never loses one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from geomap.places.keyset import KeySet


@given(st.lists(st.text(max_size=8), max_size=200, unique=True))
def test_every_key_is_in(keys):
    known = KeySet(KeySet.of(keys))
    assert all(key in known for key in keys)


def test_few_others_seem_in():
    known = KeySet(KeySet.of([f"in{number}" for number in range(20_000)]))
    wrongly = sum(f"out{number}" in known for number in range(20_000))
    assert 0 < wrongly < 1_000


@given(st.permutations(["ltmn", "tlbs", "hms", "kfrz"]))
def test_the_order_of_the_keys_is_no_matter(keys):
    assert KeySet.of(keys) == KeySet.of(sorted(keys))


def test_an_empty_set_holds_nothing():
    assert "ltmn" not in KeySet(KeySet.of([]))
