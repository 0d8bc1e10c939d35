"""Bytes → text, in any encoding that can be told, and a plain no to what is not text."""

from __future__ import annotations

import codecs
import re

from geomap.errors import EmptyReportError, UnreadableReportError
from geomap.text.readers.language import detect_language

__all__ = ["binary_kind", "decode_text", "normalise_newlines"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    # UTF-32 before UTF-16: its little-endian mark begins with the other's
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP or Office file"),
    (b"PK\x05\x06", "an empty ZIP file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (.doc, .xls)"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a SQLite file"),
    (b"OggS", "an Ogg recording"),
    (b"ID3", "an MP3 recording"),
)
# The encodings in which reports of the regions at war are kept; a guess among all that
# exist would take a short Arabic text for DOS Greek.
_LEGACY = [
    "cp1252", "cp1256", "cp1251", "koi8_r", "koi8_u", "cp1250", "cp1253", "cp1254", "cp1255",
    "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "cp874",
]  # fmt: skip
# Codecs of Python that are no encoding of files; a page that declares one lies.
_NO_FILE_ENCODINGS = {"punycode", "idna", "unicode_escape", "raw_unicode_escape", "utf_7"}
_LATIN = frozenset({"cp1250", "cp1252", "cp1254"})
_LATIN_BY_LANGUAGE = {"pl": "cp1250", "cs": "cp1250", "ro": "cp1250", "sr": "cp1250",
                      "tr": "cp1254"}  # fmt: skip
_SAMPLE = 100_000
# Tab, newline, form feed, return, escape and the separators that old exports use are text.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x7f]")
_LATIN_MARKS = frozenset(
    b"\x80\x82\x84\x85\x91\x92\x93\x94\x95\x96\x97\xa0\xa3\xa7\xab\xb0\xb4\xb7\xbb"
)


def binary_kind(content: bytes) -> str | None:
    """Name the kind of a file that is not text, by its first bytes.

    Parameters
    ----------
    content : bytes
        The file, or its beginning.

    Returns
    -------
    str or None
        The kind in words; None where the bytes are no kind known here.

    Examples
    --------
    >>> binary_kind(b"%PDF-1.7 ...")
    'a PDF'
    >>> binary_kind(b"Strikes hit Homs.")
    """
    return next((kind for magic, kind in _MAGIC if content.startswith(magic)), None)


def normalise_newlines(text: str) -> str:
    r"""Turn ``\r\n`` and lone ``\r`` into ``\n``; every other character stays.

    Parameters
    ----------
    text : str
        The text as decoded.

    Returns
    -------
    str
        The text that offsets point into.

    Examples
    --------
    >>> normalise_newlines("one\r\ntwo\rthree")
    'one\ntwo\nthree'
    """
    return text.replace("\r\n", "\n").replace("\r", "\n")


def decode_text(content: bytes, *, declared: str | None = None, origin: str = "") -> str:
    r"""Decode a text file.

    A byte order mark is believed first, then UTF-8 where the bytes are valid UTF-8, then
    the declared encoding, then what `charset-normalizer` makes of the bytes.

    Parameters
    ----------
    content : bytes
        The whole file.
    declared : str, optional
        The encoding that the file names itself, as HTML and XML do.
    origin : str, optional
        What to call the file in an error.

    Returns
    -------
    str
        The text without its byte order mark; newlines are not touched.

    Raises
    ------
    EmptyReportError
        When there is nothing in it.
    UnreadableReportError
        When it is not text, or its encoding cannot be told.

    Examples
    --------
    >>> decode_text("حمص".encode("utf-16"))
    'حمص'
    >>> decode_text(b"\x89PNG\r\n\x1a\n\x00\x00")
    Traceback (most recent call last):
        ...
    geomap.errors.UnreadableReportError: not text, it looks like a PNG picture
    """
    if not content.strip():
        raise EmptyReportError("the file is empty", where=origin or None)
    kind = binary_kind(content)
    if kind:
        raise UnreadableReportError(f"not text, it looks like {kind}", where=origin or None)
    text = _decode(content, declared, origin)
    controls = sum(1 for _ in _CONTROL.finditer(text, 0, _SAMPLE))
    if "\0" in text or controls > 5 + min(len(text), _SAMPLE) // 200:
        raise UnreadableReportError(
            "not text: it is full of control characters", where=origin or None
        )
    if not text.strip():
        raise EmptyReportError("the file holds only blanks", where=origin or None)
    return text


def _decode(content: bytes, declared: str | None, origin: str) -> str:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError as error:
                raise UnreadableReportError(
                    f"it begins as {encoding} and is not: {error.reason} at byte {error.start}",
                    where=origin or None,
                ) from error
    if b"\0" in content:
        wide = _wide(content)
        if wide:
            return wide
    for likely in ("utf-8", declared):
        decoded = _try(content, likely)
        if decoded is not None:
            return decoded
    return _guess(content, origin)


def _try(content: bytes, encoding: str | None) -> str | None:
    if not encoding or encoding.lower().replace("-", "_") in _NO_FILE_ENCODINGS:
        return None
    try:
        return content.decode(encoding)
    except (LookupError, UnicodeError, ValueError):
        return None


def _wide(content: bytes) -> str | None:
    """Decode UTF-16 without a mark: every other byte of its blanks and digits is zero."""
    even, odd = content[0:_SAMPLE:2].count(0), content[1:_SAMPLE:2].count(0)
    text = _try(content, "utf-16-be" if even > odd else "utf-16-le")
    return text if text and "\0" not in text else None


def _guess(content: bytes, origin: str) -> str:
    high = [byte for byte in content[:_SAMPLE] if byte >= 0x80]
    text = _try(content, "cp1252")
    # A mostly Latin text whose few high bytes are curly quotes, dashes and blanks: nothing
    # for statistics to work on, and on Western machines always Windows-1252.
    if text is not None and all(byte in _LATIN_MARKS for byte in high):
        return text
    from charset_normalizer import from_bytes

    best = from_bytes(content[:_SAMPLE], cp_isolation=_LEGACY).best()
    encoding = best.encoding if best else None
    if encoding in _LATIN:
        # These differ in a few letters only, which the statistics cannot weigh in a short
        # text; the language, told by its plain words, decides.
        encoding = _LATIN_BY_LANGUAGE.get(detect_language(text or str(best)) or "", "cp1252")
    text = _try(content, encoding)
    if text is None:
        raise UnreadableReportError(
            "its encoding cannot be told; save it as UTF-8", where=origin or None
        )
    return text
