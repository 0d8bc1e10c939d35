"""Names that only people of the place, or of its country, give it."""

from __future__ import annotations

import pytest

from geomap.protocols import LanguageModel
from geomap.text.reading import read_text
from geomap.vocabulary import ToponymRole
from tests.builders import make_report


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Four people were killed in the Somali capital.", ["Somali capital"]),
        ("Four were killed in the Somali capital, Mogadishu.", ["Mogadishu"]),
        ("Four people were killed in the Somali desert.", []),
    ],
)
def test_a_countrys_adjective_stands_for_its_capital(
    text: str, names: list[str], model: LanguageModel
) -> None:
    def known(name: str, *, famous: bool = False) -> int:
        return int(name in ("Somali", "Mogadishu"))

    toponyms = read_text(make_report(text, title=None), model, known).toponyms
    assert [t.surface for t in toponyms if t.role is ToponymRole.EVENT] == names
