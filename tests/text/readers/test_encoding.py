from __future__ import annotations

import pytest

from geomap.errors import EmptyReportError, UnreadableReportError
from geomap.text.readers.encoding import decode_text

ARABIC = "قتل عشرون شخصا على الأقل في غارتين على بلدة تلبيسة في ريف حمص الشمالي يوم الأربعاء."
RUSSIAN = "В среду российская авиация нанесла удары по городу Тальбисе в провинции Хомс."
FRENCH = "Deux frappes aériennes ont touché la ville; « vingt morts », a déclaré un témoin à Homs."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le"])
@pytest.mark.parametrize("text", [RUSSIAN, FRENCH, "22 killed in Homs " + ARABIC])
def test_unicode_is_told_with_and_without_a_mark(text: str, encoding: str) -> None:
    assert decode_text(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ARABIC, "cp1256"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (FRENCH, "cp1252"),
        ("W środę w wyniku nalotów na miasto Homs zginęło co najmniej 20 osób.", "cp1250"),
        (
            "Homs kentine yapılan saldırıda en az 22 kişi öldü ve çok sayıda kişi yaralandı.",
            "cp1254",
        ),
    ],
)
def test_older_encodings_are_told_by_their_letters(text: str, encoding: str) -> None:
    assert decode_text(text.encode(encoding)) == text


def test_curly_quotes_of_windows_in_english_are_no_riddle() -> None:
    text = "Putin said Russia would not “plunge headfirst” into the conflict – yet."
    assert decode_text(text.encode("cp1252")) == text


def test_a_declared_encoding_is_used_unless_the_bytes_are_utf8() -> None:
    assert decode_text("Łódź".encode("iso-8859-2"), declared="iso-8859-2") == "Łódź"
    assert decode_text("Łódź".encode(), declared="iso-8859-2") == "Łódź"
    assert decode_text(b"caf\xc3\xa9", declared="no-such-encoding") == "café"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG"),
        (b"\xd0\xcf\x11\xe0" + bytes(100), "old Office"),
        (b"some\0text", "control characters"),
        (bytes(range(1, 9)) * 50, "control characters"),
        (b"\xff\xfe\x00\xd8\x41\x00", "begins as utf-16"),
    ],
)
def test_what_is_no_text_is_refused_with_its_kind(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableReportError, match=reason):
        decode_text(content)


@pytest.mark.parametrize("content", [b"", b" \r\n\t", "\ufeff \n".encode()])
def test_nothing_is_called_empty(content: bytes) -> None:
    with pytest.raises(EmptyReportError):
        decode_text(content)
