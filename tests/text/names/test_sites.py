"""Sites that bear a town's name: where something happened there, it happened in the town."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.model import Reading
from geomap.vocabulary import ToponymRole

Read = Callable[[str], Reading]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Four people were killed at Aleppo University.", ToponymRole.EVENT),
        ("A bomb hit Homs Military Hospital, killing two.", ToponymRole.EVENT),
        ("Two died in an explosion at the Aleppo Book Fair.", ToponymRole.EVENT),
        ("Four people died at Homs Military Hospital.", ToponymRole.NAME_PART),
        ("The Aleppo Chamber of Commerce said four were killed.", ToponymRole.NAME_PART),
        ("Aleppo University said four people were killed.", ToponymRole.NAME_PART),
    ],
)
def test_what_befell_a_site_befell_its_town(text: str, role: ToponymRole, reading_of: Read) -> None:
    assert [toponym.role for toponym in reading_of(text).toponyms] == [role]
