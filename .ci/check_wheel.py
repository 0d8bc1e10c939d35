"""Hold a built wheel against what it must carry, what it must not, and its size."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

LARGEST = 60_000_000
NEEDED = (
    "geomap/py.typed",
    "geomap/data/MANIFEST.toml",
    "geomap/data/basemap/divisions.npz",
    "geomap/data/basemap/label_names.npz",
    "geomap/data/basemap/natural_earth.npz",
    "geomap/data/basemap/towns.npz",
    "geomap/data/built/gazetteer.sqlite",
    "geomap/data/built/page/leaflet.LICENSE.txt",
    "geomap/data/built/page/leaflet.css",
    "geomap/data/built/page/leaflet.js",
    "geomap/data/lexicon/en.toml",
    "geomap/events/exchange/reading.schema.json",
)


def complaints(wheel: Path, package: Path) -> list[str]:
    """List what is wrong with a wheel."""
    names = set(zipfile.ZipFile(wheel).namelist())
    # Every file of the package that is not a program: pages, styles, templates, schemas.
    shipped = {
        path.relative_to(package.parent).as_posix()
        for path in package.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    found = [f"{name} is missing" for name in sorted({*NEEDED, *shipped} - names)]
    found += [
        f"{name} does not belong in it"
        for name in sorted(names)
        if name.endswith((".pyc", ".xz")) or not name.startswith(("geomap/", "geomap-"))
    ]
    size = wheel.stat().st_size
    if size > LARGEST:
        found.append(f"{size:,} bytes; {LARGEST:,} are allowed")
    for licence in ("LICENSE", "NOTICE"):
        if not any(name.endswith(f"dist-info/licenses/{licence}") for name in names):
            found.append(f"{licence} is missing")
    return found


if __name__ == "__main__":
    [named] = sys.argv[1:]
    wrong = complaints(Path(named), Path(__file__).parent.parent / "geomap")
    for complaint in wrong:
        sys.stderr.write(f"{named}: {complaint}\n")
    size = Path(named).stat().st_size
    sys.stdout.write(f"{Path(named).name}: {size / 1e6:.1f} MB, {len(wrong)} complaints\n")
    sys.exit(bool(wrong))
