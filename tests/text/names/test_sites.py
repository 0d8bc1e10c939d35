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
        ("He blew himself up at the gate of Aleppo University, killing nine.", ToponymRole.EVENT),
        ("Four people died at Homs Military Hospital.", ToponymRole.NAME_PART),
        ("The Aleppo Chamber of Commerce said four were killed.", ToponymRole.NAME_PART),
        ("Aleppo University said four people were killed.", ToponymRole.NAME_PART),
    ],
)
def test_what_befell_a_site_befell_its_town(text: str, role: ToponymRole, reading_of: Read) -> None:
    assert [toponym.role for toponym in reading_of(text).toponyms] == [role]


def test_the_ends_of_a_road_are_not_where_on_it_it_was(reading_of: Read) -> None:
    toponyms = reading_of("A mine on the Homs-Aleppo highway in Hama killed four.").toponyms
    roles = {toponym.surface: toponym.role for toponym in toponyms}
    assert roles.pop("Hama") is ToponymRole.EVENT
    assert set(roles.values()) == {ToponymRole.CONTEXT}
