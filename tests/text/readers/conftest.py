"""Builders of small files in every format; each writes down only what matters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

import pytest

from geomap.protocols import ReportSource

PdfLine = tuple[float, float, str]


def build_pdf(pages: Sequence[Sequence[PdfLine]], *, info: str = "", locked: bool = False) -> bytes:
    """Write a PDF of Helvetica lines, each (x, y, words); `locked` needs a password."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    font = len(objects) + 1
    objects.append(
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    )
    for lines in pages:
        drawn = (
            "\n".join(f"BT /F1 12 Tf {x} {y} Td ({words}) Tj ET" for x, y, words in lines)
            or "0 0 100 100 re f"
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
            f"/Resources << /Font << /F1 {font} 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    trailer = "/Root 1 0 R"
    if info:
        objects.append(f"<< {info} >>")
        trailer += f" /Info {len(objects)} 0 R"
    if locked:
        key = "41" * 32
        objects.append(f"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{key}> /U <{key}> >>")
        trailer += f" /Encrypt {len(objects)} 0 R /ID [<{'00' * 16}> <{'00' * 16}>]"
    return _assemble(objects, trailer)


def _assemble(objects: Sequence[str], trailer: str) -> bytes:
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    out += (
        f"trailer\n<< /Size {len(objects) + 1} {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    )
    return out


def build_docx(*paragraphs: str, edit: Callable[[Any], None] | None = None) -> bytes:
    """Write a Word file; `edit` may do more to it before it is saved."""
    import docx

    document = docx.Document()
    document.core_properties.author = "python-docx"
    for words in paragraphs:
        document.add_paragraph(words)
    if edit:
        edit(document)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def build_source(content: bytes | str, suffix: str = ".txt", **meta: str) -> ReportSource:
    """Make a source as the readers get it."""
    content = content.encode() if isinstance(content, str) else content
    return ReportSource(origin=f"a{suffix}", content=content, suffix=suffix, meta=meta)


@pytest.fixture
def make_pdf() -> Callable[..., bytes]:
    return build_pdf


@pytest.fixture
def make_docx() -> Callable[..., bytes]:
    return build_docx


@pytest.fixture
def make_source() -> Callable[..., ReportSource]:
    return build_source
