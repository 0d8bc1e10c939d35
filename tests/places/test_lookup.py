"""What a gazetteer's entries are found for a name: towns and units lend each other their names."""

from __future__ import annotations

import pytest

from geomap.places.gazetteer import open_builtin
from geomap.places.resolve import ReportResolver
from tests.places.test_resolve import read


@pytest.fixture(scope="module")
def resolver() -> ReportResolver:
    return ReportResolver(open_builtin())


@pytest.mark.parametrize(
    ("text", "feature", "country"),
    [
        # the gazetteer gives this spelling to the province alone
        ("Shells fell on the city of [Deir Ezzor|event].", "PPL", "SY"),
        # and this one to the town
        ("Gunmen came to the [Tillabery|event|level=region] in [Niger].", "ADM1", "NE"),
    ],
)
def test_a_town_and_its_unit_share_their_spellings(
    text: str, feature: str, country: str, resolver: ReportResolver
) -> None:
    first = resolver.resolve(*read(text))[0]
    assert first.place is not None
    assert first.place.feature.startswith(feature)
    assert first.place.country == country
