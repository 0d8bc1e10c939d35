"""Foreign files: unpacked and decoded, or refused with the line that is wrong."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from geomap.errors import ForeignFileError
from geomap.places.install import sources
from geomap.places.install.sources import read_lines, read_start


def lines_of(path: Path, content: bytes, **options: str) -> list[str]:
    path.write_bytes(content)
    return [line.rstrip("\r\n") for line in read_lines(path, **options)]


def zipped(path: Path, **members: bytes | str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_byte_order_mark_says_how_a_text_is_written(tmp_path, encoding):
    content = "name\r\nاللطامنة\n".encode(encoding)
    assert lines_of(tmp_path / "a.txt", content) == ["name", "اللطامنة"]


def test_another_encoding_is_read_when_it_is_named(tmp_path):
    content = "Alençon\n".encode("cp1252")
    assert lines_of(tmp_path / "a.txt", content, encoding="cp1252") == ["Alençon"]


def test_another_encoding_is_refused_with_its_line(tmp_path):
    content = "name\nHoms\nAlençon\n".encode("cp1252")
    with pytest.raises(ForeignFileError, match=r"line 3: byte 0xe7 .* --encoding cp1252"):
        lines_of(tmp_path / "a.txt", content)


def test_broken_utf_16_is_refused(tmp_path):
    content = b"\xff\xfe" + "Homs\n".encode("utf-16-le") + b"\x00\xd8\x00"
    with pytest.raises(ForeignFileError, match="UTF-16"):
        lines_of(tmp_path / "a.txt", content)


def test_a_letter_cut_off_at_the_end_of_a_field_is_marked(tmp_path):
    whole = "حمص".encode()
    content = b'{"NAME_ARA": "' + whole[:-1] + b'", "NAME_EN": "Homs"}'
    (line,) = lines_of(tmp_path / "a.txt", content)
    assert line == '{"NAME_ARA": "حم\ufffd", "NAME_EN": "Homs"}'


def test_a_binary_file_is_refused(tmp_path):
    with pytest.raises(ForeignFileError, match="NUL bytes"):
        lines_of(tmp_path / "a.txt", b"ab\x00cd\n")


def test_a_line_without_end_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "_LINE", 100)
    for content in (b"a" * 200, "a".encode("utf-16") * 200):
        with pytest.raises(ForeignFileError, match="longer than 100 bytes"):
            lines_of(tmp_path / "a.txt", content)


def test_a_missing_file_is_an_error_that_says_so(tmp_path):
    with pytest.raises(ForeignFileError, match=r"none\.txt: cannot be read"):
        list(read_lines(tmp_path / "none.txt"))


def test_the_one_file_of_places_in_an_archive_is_read(tmp_path):
    path = zipped(tmp_path / "SY.zip", readme__txt="words", SY__txt="Homs\n")
    assert list(read_lines(path)) == ["Homs\n"]
    assert read_start(path) == b"Homs\n"


def test_among_several_files_the_one_named_as_the_archive_is_read(tmp_path):
    path = zipped(tmp_path / "SY.zip", iso__txt="x", SY__txt="Homs\n")
    assert list(read_lines(path)) == ["Homs\n"]


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"a__txt": "x", "b__txt": "y"}, r"it holds a\.txt, b\.txt"),
        ({"picture__png": "x"}, r"it holds picture\.png"),
        ({"xl/workbook__xml": "x", "a__csv": "y"}, "save its table as CSV"),
    ],
)
def test_an_archive_of_other_things_is_refused(tmp_path, members, words):
    path = zipped(tmp_path / "z.zip", **members)
    with pytest.raises(ForeignFileError, match=words):
        list(read_lines(path))


def test_a_cut_off_archive_is_refused(tmp_path):
    path = zipped(tmp_path / "SY.zip", SY__txt="Homs\n" * 1000)
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(ForeignFileError, match="broken or cut off"):
        list(read_lines(path))


def test_a_damaged_archive_is_refused(tmp_path):
    path = tmp_path / "SY.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("SY.txt", "Homs\n" * 1000)
    content = bytearray(path.read_bytes())
    content[2000] ^= 1
    path.write_bytes(content)
    with pytest.raises(ForeignFileError, match="broken or cut off"):
        list(read_lines(path))


def test_an_archive_that_would_explode_is_not_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "_RATIO_FROM", 1000)
    path = zipped(tmp_path / "SY.zip", SY__txt=b"a" * 1_000_000)
    with pytest.raises(ForeignFileError, match="would unpack from"):
        list(read_lines(path))


def test_an_encrypted_archive_is_refused(tmp_path):
    path = zipped(tmp_path / "SY.zip", SY__txt="Homs\n")
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    with pytest.raises(ForeignFileError, match="encrypted"):
        list(read_lines(path))
