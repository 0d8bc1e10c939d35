"""Start-up: importing geomap and asking the command line for help load nothing heavy."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "numpy", "pandas", "geopandas", "shapely", "pyogrio", "pyarrow", "folium", "branca",
    "jinja2", "spacy", "thinc", "trafilatura", "lxml", "docx", "pypdfium2", "geopy", "requests",
}  # fmt: skip


def _loaded_by(statement: str) -> set[str]:
    code = (
        f"import json, sys\nbefore = set(sys.modules)\n{statement}\n"
        "print(json.dumps(sorted(set(sys.modules) - before)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8"
    )
    return {name.split(".")[0] for name in json.loads(done.stdout.splitlines()[-1])}


def test_the_list_of_heavy_modules_would_be_noticed() -> None:
    assert _loaded_by("import shapely") & HEAVY


@pytest.mark.parametrize(
    "statement",
    [
        "import geomap",
        "import geomap; dir(geomap); geomap.__version__",
        "import geomap; geomap.GeomapError",
        "import geomap; geomap.read",
        "from geomap.cli import main",
        "from geomap.cli.entry import run; run(['--help'])",
        "from geomap.cli.entry import run; run(['map', '--help'])",
        "from geomap.cli.entry import run; run(['map'])",
    ],
)
def test_start_up_is_light(statement: str) -> None:
    assert not _loaded_by(statement) & HEAVY


def test_geomap_alone_loads_only_itself() -> None:
    assert _loaded_by("import geomap") <= {"geomap"} | set(sys.stdlib_module_names)


def test_the_public_names_are_all_there() -> None:
    import geomap

    for name in geomap.__all__:
        assert getattr(geomap, name) is not None
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = geomap.no_such_name


def test_a_table_is_read_without_the_language_model(tmp_path: Path) -> None:
    table = tmp_path / "strikes.csv"
    table.write_text("date,place,latitude,longitude,killed\n2015-09-30,Talbiseh,34.84,36.73,22\n")
    assert "spacy" not in _loaded_by(f"import geomap; geomap.read({str(table)!r})")
