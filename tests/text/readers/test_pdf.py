from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.errors import EmptyReportError, UnreadableReportError
from geomap.protocols import ReportSource
from geomap.text.readers.pdf import PdfReader

Make = Callable[..., bytes]
MakeSource = Callable[..., ReportSource]

STORY = [
    (72, 780, "Strikes hit Homs"),
    (72, 740, "Published: 30 September 2015"),
    (72, 700, "Two air strikes hit the town of Talbiseh on Wednesday,"),
    (72, 686, "killing about 20 people, a resident said. The town of Deir ez-"),
    (72, 672, "Zor was quiet."),
    (72, 640, "Two were children."),
]


def read_text(make_source: MakeSource, content: bytes) -> str:
    (report,) = PdfReader().read(make_source(content, ".pdf"))
    return report.text


def test_lines_are_joined_to_paragraphs(make_pdf: Make, make_source: MakeSource) -> None:
    assert read_text(make_source, make_pdf([STORY])) == (
        "Strikes hit Homs\n\nPublished: 30 September 2015\n\n"
        "Two air strikes hit the town of Talbiseh on Wednesday, killing about 20 people, a "
        "resident said. The town of Deir ez-Zor was quiet.\n\nTwo were children.\n"
    )


def test_the_publication_line_is_read_and_the_day_of_making_is_not(
    make_pdf: Make, make_source: MakeSource
) -> None:
    info = "/CreationDate (D:20200101000000Z) /Title (Strikes in Homs province)"
    (report,) = PdfReader().read(make_source(make_pdf([STORY], info=info), ".pdf"))
    assert str(report.published) == "2015-09-30"
    assert report.published_from == "text"
    assert report.title == "Strikes in Homs province"
    (undated,) = PdfReader().read(make_source(make_pdf([STORY[2:]], info=info), ".pdf"))
    assert undated.published is None


def test_a_paragraph_runs_on_over_the_page(make_pdf: Make, make_source: MakeSource) -> None:
    pages = [[(72, 80, "Shelling killed three")], [(72, 780, "people in the town.")]]
    assert read_text(make_source, make_pdf(pages)) == "Shelling killed three people in the town.\n"


def test_the_items_of_a_list_stay_on_their_lines(make_pdf: Make, make_source: MakeSource) -> None:
    lines = [(72, 700, "Killed:"), (72, 686, "\\225 two in Homs"), (72, 672, "\\225 one in Hama")]
    assert read_text(make_source, make_pdf([lines])) == "Killed:\n• two in Homs\n• one in Hama\n"


def test_running_heads_and_page_numbers_are_dropped_after_the_first_page(
    make_pdf: Make, make_source: MakeSource
) -> None:
    pages = [
        [(72, 800, "Monitor of Homs"), (72, 500, f"Story {'abcd'[n]} ends."), (72, 40, f"Page {n}")]
        for n in range(4)
    ]
    text = read_text(make_source, make_pdf(pages))
    assert text.count("Monitor of Homs") == 1
    assert text.count("Page") == 1
    assert all(f"Story {letter} ends." in text for letter in "abcd")


def test_a_scan_without_text_says_so(make_pdf: Make, make_source: MakeSource) -> None:
    with pytest.raises(EmptyReportError, match="scanned image"):
        read_text(make_source, make_pdf([[]]))


def test_a_password_is_named_as_the_reason(make_pdf: Make, make_source: MakeSource) -> None:
    with pytest.raises(UnreadableReportError, match="password"):
        read_text(make_source, make_pdf([STORY], locked=True))


def test_a_pdf_cut_short_is_damaged(make_pdf: Make, make_source: MakeSource) -> None:
    with pytest.raises(UnreadableReportError, match="damaged or cut short"):
        read_text(make_source, make_pdf([STORY])[:60])
