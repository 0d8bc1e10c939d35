"""The seed map as pictures to be reviewed: three widths, both themes, within a tolerance.

The pictures in ``tests/review`` are what a reviewer has looked at. A page is held against them
by the mean colours of blocks of pixels, so that other fonts and a shifted word do not matter, and
a lost panel, layer or theme does. After a change that is meant, look at the new pictures and keep
them: ``GEOMAP_UPDATE_REVIEW=1 pytest tests/browser/test_review.py``.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import geomap

pytestmark = pytest.mark.browser

REVIEW = Path(__file__).parent.parent / "review"
SIZES = {1366: 800, 820: 1100, 390: 800}
VIEW = "#at=3.50/22.0000/40.0000"
LARGEST = 60_000  # bytes of a picture
BLOCK = 20  # pixels
REGION = (8, 10)  # blocks across and down
MOST = 5.5  # of 255: how much the blocks of a region may differ; another font makes up to 4.8

_TO_WEBP = """async (png) => {
    const image = new Image();
    image.src = "data:image/png;base64," + png;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    canvas.getContext("2d").drawImage(image, 0, 0);
    const blob = await canvas.convertToBlob({ type: "image/webp", quality: 0.5 });
    const bytes = new Uint8Array(await blob.arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}"""
_DIFFERENCES = """async ([one, other, block]) => {
    const blocks = async (source) => {
        const image = new Image();
        image.src = source;
        await image.decode();
        const wide = Math.floor(image.width / block), tall = Math.floor(image.height / block);
        const canvas = new OffscreenCanvas(wide * block, tall * block);
        const pen = canvas.getContext("2d");
        pen.drawImage(image, 0, 0);
        const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
        const sums = new Float64Array(wide * tall * 3);
        for (let y = 0; y < tall * block; y += 1)
            for (let x = 0; x < wide * block; x += 1) {
                const at = (Math.floor(y / block) * wide + Math.floor(x / block)) * 3;
                for (let c = 0; c < 3; c += 1)
                    sums[at + c] += data[(y * canvas.width + x) * 4 + c] / block ** 2;
            }
        return { sums, wide, size: [image.width, image.height] };
    };
    const [a, b] = [await blocks(one), await blocks(other)];
    if (a.size.join() !== b.size.join()) return null;
    const values = [];
    for (let at = 0; at < a.sums.length; at += 3)
        values.push(Math.max(...[0, 1, 2].map((c) => Math.abs(a.sums[at + c] - b.sums[at + c]))));
    return { values, wide: a.wide };
}"""


@pytest.fixture(scope="module")
def html() -> str:
    return geomap.read("seeds").map().to_html()


@pytest.fixture
def blank(chromium: Any) -> Any:
    """Give an empty page in which pictures are worked on."""
    page = chromium.new_page()
    yield page
    page.close()


def picture_of(open_page: Callable[..., Any], html: str, width: int, theme: str) -> bytes:
    seen = open_page(
        html, width=width, height=SIZES[width], color_scheme=theme, reduced_motion="reduce"
    )
    seen.page.evaluate("hash => { location.hash = hash; }", VIEW)
    seen.page.wait_for_timeout(700)
    return bytes(seen.page.screenshot())


def difference(blank: Any, shown: bytes, kept: bytes) -> float:
    """Tell how much the region that differs most does; another size is another picture."""
    one = "data:image/png;base64," + base64.b64encode(shown).decode()
    other = "data:image/webp;base64," + base64.b64encode(kept).decode()
    found = blank.evaluate(_DIFFERENCES, [one, other, BLOCK])
    if found is None:
        return 255.0
    regions: dict[tuple[int, int], list[float]] = {}
    for number, value in enumerate(found["values"]):
        line, column = divmod(number, found["wide"])
        regions.setdefault((column // REGION[0], line // REGION[1]), []).append(value)
    return max(sum(values) / len(values) for values in regions.values())


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", SIZES)
def test_the_seed_map_looks_as_it_was_reviewed(
    open_page: Callable[..., Any], blank: Any, html: str, width: int, theme: str
) -> None:
    kept = REVIEW / f"seeds-{width}-{theme}.webp"
    shown = picture_of(open_page, html, width, theme)
    if os.environ.get("GEOMAP_UPDATE_REVIEW") == "1":
        kept.write_bytes(
            base64.b64decode(blank.evaluate(_TO_WEBP, base64.b64encode(shown).decode()))
        )
    assert kept.stat().st_size <= LARGEST
    assert difference(blank, shown, kept.read_bytes()) <= MOST, (
        f"{kept.name} shows something else; look at it, and if that is meant: "
        "GEOMAP_UPDATE_REVIEW=1 pytest tests/browser/test_review.py"
    )


@pytest.mark.parametrize(
    "harm",
    [
        "document.querySelector('.gm-panel').style.visibility = 'hidden'",
        "document.querySelector('.leaflet-gm-ground-pane').style.display = 'none'",
        "document.querySelector('.gm-foot').style.visibility = 'hidden'",
        "document.querySelector('.leaflet-gm-marks-pane').style.display = 'none'",
    ],
)
def test_a_page_that_lost_a_part_is_told_apart(
    open_page: Callable[..., Any], blank: Any, html: str, harm: str
) -> None:
    seen = open_page(html, width=1366, height=800, color_scheme="light", reduced_motion="reduce")
    seen.page.evaluate("hash => { location.hash = hash; }", VIEW)
    seen.page.evaluate(f"() => {{ {harm}; }}")
    seen.page.wait_for_timeout(700)
    kept = (REVIEW / "seeds-1366-light.webp").read_bytes()
    assert difference(blank, seen.page.screenshot(), kept) > MOST


def test_the_other_theme_is_told_apart(
    open_page: Callable[..., Any], blank: Any, html: str
) -> None:
    shown = picture_of(open_page, html, 390, "dark")
    kept = (REVIEW / "seeds-390-light.webp").read_bytes()
    assert difference(blank, shown, kept) > MOST
