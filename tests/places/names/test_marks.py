"""The signs inside a name: written, they tell one name from another."""

from __future__ import annotations

import pytest

from geomap.places.names.marks import marked_form


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Dar\u2018\u0101", "dar'a"),
        ("DAR'A", "dar'a"),
        ("Sa\u2019ada", "sa'ada"),
        ("Dara", ""),
        ("'Dara'", ""),
        ("Rada'", ""),
        ("", ""),
    ],
)
def test_only_a_sign_between_two_letters_is_kept(name: str, form: str) -> None:
    assert marked_form(name) == form
