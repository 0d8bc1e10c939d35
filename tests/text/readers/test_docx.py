from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from geomap.errors import EmptyReportError, UnreadableReportError
from geomap.model import Report
from geomap.protocols import ReportSource
from geomap.text.readers.docx import DocxReader

Make = Callable[..., bytes]
MakeSource = Callable[..., ReportSource]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def read_word(make_source: MakeSource, content: bytes) -> Report:
    (report,) = DocxReader().read(make_source(content, ".docx"))
    return report


def repack(content: bytes, **parts: bytes) -> bytes:
    """Replace parts ("word/document.xml" is named word__document) of a Word file."""
    out = BytesIO()
    changed = {name.replace("__", "/") + ".xml": body for name, body in parts.items()}
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for member in old.infolist():
            new.writestr(member.filename, changed.pop(member.filename, old.read(member)))
        for name, body in changed.items():
            new.writestr(name, body)
    return out.getvalue()


def append_xml(document: Any, xml: str) -> None:
    from docx.oxml import parse_xml

    body = document.element.body
    body.insert(len(body) - 1, parse_xml(f'<w:p xmlns:w="{W}">{xml}</w:p>'))


def test_paragraphs_and_tables_come_in_their_order(
    make_docx: Make, make_source: MakeSource
) -> None:
    def edit(document: Any) -> None:
        table = document.add_table(rows=2, cols=2)
        for cell, words in zip(table._cells, ["Place", "Killed", "Talbiseh", "22"], strict=True):
            cell.text = words
        document.add_paragraph("After the table.")

    report = read_word(make_source, make_docx("Before.", edit=edit))
    assert report.text == "Before.\n\nPlace | Killed\nTalbiseh | 22\n\nAfter the table.\n"


def test_properties_and_headings_give_title_and_author(
    make_docx: Make, make_source: MakeSource
) -> None:
    def edit(document: Any) -> None:
        document.core_properties.author = "Jane Doe"
        document.add_heading("Strikes hit Homs", level=1)
        document.add_paragraph("Published: 30 September 2015")

    report = read_word(make_source, make_docx(edit=edit))
    assert (report.title, report.author) == ("Strikes hit Homs", "Jane Doe")
    assert report.published_from == "text"
    assert str(report.published) == "2015-09-30"


def test_the_program_that_wrote_it_is_no_author(make_docx: Make, make_source: MakeSource) -> None:
    assert read_word(make_source, make_docx("Strikes hit Homs.")).author is None


def test_insertions_count_and_deletions_and_hidden_words_do_not(
    make_docx: Make, make_source: MakeSource
) -> None:
    def edit(document: Any) -> None:
        append_xml(
            document,
            "<w:r><w:t>At least </w:t></w:r>"
            "<w:del><w:r><w:delText>500</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>22</w:t></w:r></w:ins>"
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>501</w:t></w:r>"
            "<w:sdt><w:sdtContent><w:r><w:t> killed</w:t></w:r></w:sdtContent></w:sdt>"
            "<w:r><w:br/><w:t>in Homs</w:t></w:r>",
        )

    assert read_word(make_source, make_docx(edit=edit)).text == "At least 22 killed\nin Homs\n"


def test_a_text_box_is_read_once(make_docx: Make, make_source: MakeSource) -> None:
    def edit(document: Any) -> None:
        box = "<w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent>"
        namespace = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        append_xml(
            document,
            f"<w:r><w:t>Around it.</w:t><mc:AlternateContent {namespace}>"
            f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>'
            "</mc:AlternateContent></w:r>",
        )

    assert read_word(make_source, make_docx(edit=edit)).text == "Around it.\n\nIn a box.\n"


def test_the_letterhead_is_read_for_its_day(make_docx: Make, make_source: MakeSource) -> None:
    def edit(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "Monitor of Homs | 30 September 2015"

    report = read_word(make_source, make_docx("Two died.", "Six fled.", edit=edit))
    assert report.text == "Monitor of Homs | 30 September 2015\n\nTwo died.\n\nSix fled.\n"
    assert (str(report.published), report.source) == ("2015-09-30", "Monitor of Homs")


def test_footnotes_are_read_after_the_text(make_docx: Make, make_source: MakeSource) -> None:
    def edit(document: Any) -> None:
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        body = f'<w:footnotes xmlns:w="{W}"><w:footnote><w:p><w:r><w:t>By a doctor.</w:t></w:r>'
        part = Part(
            PackURI("/word/footnotes.xml"),
            kind,
            f"{body}</w:p></w:footnote></w:footnotes>".encode(),
            document.part.package,
        )
        relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
        document.part.relate_to(part, relation)

    report = read_word(make_source, make_docx("Two died.", edit=edit))
    assert report.text == "Two died.\n\nBy a doctor.\n"


def test_no_words_is_empty(make_docx: Make, make_source: MakeSource) -> None:
    with pytest.raises(EmptyReportError):
        read_word(make_source, make_docx(""))


def test_a_bomb_is_refused_before_it_is_unpacked(make_docx: Make, make_source: MakeSource) -> None:
    bomb = repack(make_docx("Homs"), word__media=b" " * 40_000_000)
    with pytest.raises(UnreadableReportError, match="times its size"):
        read_word(make_source, bomb)


def test_entities_are_refused(make_docx: Make, make_source: MakeSource) -> None:
    laughs = (
        b'<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
        b'<w:document xmlns:w="' + W.encode() + b'"><w:body>&b;</w:body></w:document>'
    )
    with pytest.raises(UnreadableReportError, match="hostile XML"):
        read_word(make_source, repack(make_docx("Homs"), word__document=laughs))


def test_nesting_beyond_reason_is_refused(make_docx: Make, make_source: MakeSource) -> None:
    deep = b'<w:d xmlns:w="' + W.encode() + b'">' + b"<w:x>" * 5000 + b"</w:x>" * 5000 + b"</w:d>"
    with pytest.raises(UnreadableReportError, match="levels deep"):
        read_word(make_source, repack(make_docx("Homs"), word__document=deep))


@pytest.mark.parametrize("keep", [30, 200, 2000])
def test_a_file_cut_short_is_damaged(make_docx: Make, make_source: MakeSource, keep: int) -> None:
    with pytest.raises(UnreadableReportError, match="damaged"):
        read_word(make_source, make_docx("Strikes hit Homs.")[:keep])


def test_another_zip_is_no_word_file(make_source: MakeSource) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/readme.txt", "no")
    with pytest.raises(UnreadableReportError, match="damaged"):
        read_word(make_source, out.getvalue())
