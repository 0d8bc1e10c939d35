"""Take Leaflet from its pinned package into ``data/built/page/``.

The source is the build dependency ``django-js-lib-leaflet``, which carries Leaflet as it was
published. Every file taken is checked against the entry ``leaflet`` of
``data/MANIFEST.toml`` first, so nothing but those bytes can reach a page. Three changes are
made for pages that ask no host: the stylesheet's images become ``data:`` URIs, the rule for
Internet Explorer's ``behavior`` goes, and so does the pointer to the source map. The licence
is put before the script.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import tomllib
from importlib.metadata import distribution
from importlib.util import find_spec
from pathlib import Path

__all__ = ["make"]

_MANIFEST = Path(__file__).resolve().parent.parent / "MANIFEST.toml"
_IMAGES = ("layers.png", "layers-2x.png", "marker-icon.png")
_MARKER_IMAGES = ("marker-icon.png", "marker-icon-2x.png", "marker-shadow.png")


def make(built: Path) -> None:
    """Write leaflet.js, leaflet.css, its marker images and its licence below ``built/page``.

    A file that already holds the right bytes is left alone.

    Parameters
    ----------
    built : pathlib.Path
        The folder of built files; ``page`` is made in it.
    """
    source = _source_folder()
    taken = {name: _checked(source, name) for name in _expected()}
    page = built / "page"
    page.mkdir(parents=True, exist_ok=True)
    script = re.sub(rb"\n//# sourceMappingURL=\S+\s*$", b"\n", taken["leaflet.js"])
    # The licence goes where Leaflet goes: into every page.
    licence = _licence()
    _write(page / "leaflet.js", b"/*!\n" + licence.strip() + b"\n*/\n" + script)
    _write(page / "leaflet.css", _stylesheet(taken))
    markers = {name: _data_uri(taken[f"images/{name}"]) for name in _MARKER_IMAGES}
    _write(page / "leaflet_markers.json", (json.dumps(markers, indent=1) + "\n").encode("ascii"))
    _write(page / "leaflet.LICENSE.txt", licence)


def _source_folder() -> Path:
    spec = find_spec("js_lib_leaflet")
    if spec is None or spec.origin is None:
        raise SystemExit("the build needs the package django-js-lib-leaflet: see pyproject.toml")
    return Path(spec.origin).parent / "static" / "js_lib_leaflet"


def _expected() -> dict[str, str]:
    manifest = tomllib.loads(_MANIFEST.read_text(encoding="utf-8"))
    files: dict[str, str] = manifest["leaflet"]["files"]
    return dict(sorted(files.items()))


def _checked(source: Path, name: str) -> bytes:
    content = (source / name).read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    if digest != _expected()[name]:
        raise SystemExit(
            f"{name} of django-js-lib-leaflet has sha256 {digest}; "
            f"data/MANIFEST.toml says {_expected()[name]}: install the pinned version"
        )
    return content


def _stylesheet(taken: dict[str, bytes]) -> bytes:
    css = taken["leaflet.css"].decode("utf-8")
    css = re.sub(r"^\s*behavior:[^;]*;\s*$\n?", "", css, flags=re.MULTILINE)
    for name in _IMAGES:
        css = css.replace(f"url(images/{name})", f"url({_data_uri(taken[f'images/{name}'])})")
    if "url(images" in css:
        raise SystemExit("leaflet.css names an image that is not embedded; extend _IMAGES")
    return css.encode("utf-8")


def _data_uri(image: bytes) -> str:
    return "data:image/png;base64," + base64.b64encode(image).decode("ascii")


def _licence() -> bytes:
    for path in distribution("django-js-lib-leaflet").files or []:
        if path.name == "LICENSE":
            return Path(str(path.locate())).read_bytes()
    raise SystemExit("django-js-lib-leaflet carries no LICENSE any more; look before you ship it")


def _write(path: Path, content: bytes) -> None:
    if path.exists() and path.read_bytes() == content:
        return
    scratch = path.with_name(path.name + ".new")
    scratch.write_bytes(content)
    scratch.replace(path)


if __name__ == "__main__":
    make(Path(__file__).resolve().parent.parent / "built")
