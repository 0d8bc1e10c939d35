"""The page's sources: whole, small, and fit to be joined."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geomap.maps import bundle

PAGE = Path(bundle.__file__).parent / "page"
SCRIPTS = sorted(PAGE.glob("*.js"))


def test_every_source_file_is_in_the_declared_order() -> None:
    assert {path.name for path in SCRIPTS} - {"foreign.js"} == set(bundle.SCRIPT_ORDER)
    assert {path.name for path in PAGE.glob("*.css")} == set(bundle.STYLE_ORDER)


def test_names_are_unique_over_all_modules() -> None:
    declared = re.compile(
        r"^(?:export )?(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE
    )
    names = [
        name
        for file in bundle.SCRIPT_ORDER
        for name in declared.findall((PAGE / file).read_text(encoding="utf-8"))
    ]
    assert sorted(names) == sorted(set(names))


def test_imports_name_what_another_module_exports() -> None:
    exported = re.compile(r"^export (?:function|const|class) (\w+)", re.MULTILINE)
    offers = {
        path.name: set(exported.findall(path.read_text(encoding="utf-8"))) for path in SCRIPTS
    }
    for path in SCRIPTS:
        text = path.read_text(encoding="utf-8")
        lines = re.findall(r'^import \{([^}]+)\} from "\./(.+)";$', text, re.MULTILINE)
        assert len(lines) == len(re.findall(r"^import\b", text, re.MULTILINE)), path.name
        for names, source in lines:
            assert set(re.findall(r"\w+", names)) <= offers[source], (path.name, source)


def test_every_name_that_a_module_uses_from_another_is_imported() -> None:
    exported = re.compile(r"^export (?:function|const|class) (\w+)", re.MULTILINE)
    home = {
        name: path.name
        for path in SCRIPTS
        for name in exported.findall(path.read_text(encoding="utf-8"))
    }
    for path in SCRIPTS:
        text = path.read_text(encoding="utf-8")
        imports = re.findall(r"^import \{([^}]+)\}", text, re.MULTILINE)
        imported = set(re.findall(r"\w+", " ".join(imports)))
        called = set(re.findall(r"(?<![.\w])(\w+)\(", text))
        own = {name for name, file in home.items() if file == path.name}
        local = set(re.findall(r"(?:function|const|let) (\w+)", text))
        methods = set(re.findall(r"^ +(\w+)\(.*\) \{$", text, re.MULTILINE))
        assert (called & set(home)) - own - local - methods <= imported, path.name


@pytest.mark.parametrize("path", [*SCRIPTS, *sorted(PAGE.glob("*.css"))], ids=lambda p: p.name)
def test_a_source_file_can_be_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) < 400


# foreign.js stands in for jQuery, for the markup that folium itself makes
OWN_SCRIPTS = [path for path in SCRIPTS if path.name != "foreign.js"]


@pytest.mark.parametrize("path", OWN_SCRIPTS, ids=lambda path: path.name)
def test_no_source_makes_markup_or_code_of_text(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for forbidden in (r"innerHTML", r"outerHTML", r"insertAdjacent", r"document\.write",
                      r"\beval\b", r"new Function", r"\.on[a-z]+ =", r"https?://"):  # fmt: skip
        assert not re.search(forbidden, text), forbidden


def test_the_joined_script_keeps_no_module_words_and_no_comments() -> None:
    script = bundle.page_script()
    assert not re.search(r"^(import|export)\b", script, re.MULTILINE)
    assert not re.search(r"^ *//|/\*\*|[;{,] //", script, re.MULTILINE)
    assert "window.geomap = {" in script
    assert "</script" not in script.lower()


def test_styles_name_nothing_outside() -> None:
    for style in (bundle.page_style(), bundle.leaflet_style()):
        assert not re.search(r"@import|url\((?!#|data:)", style)
    assert "http" not in bundle.page_style()


def test_leaflet_asks_for_no_source_map() -> None:
    assert "sourceMappingURL" not in bundle.leaflet_script()
