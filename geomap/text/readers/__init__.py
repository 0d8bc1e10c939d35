"""Files of many formats → reports; one file a format, registered in `registry`."""

from geomap.text.readers.options import ReadOptions
from geomap.text.readers.publication import Publication, find_publication
from geomap.text.readers.reading import read_reports
from geomap.text.readers.registry import READERS, choose_reader, known_suffixes

__all__ = [
    "Publication",
    "READERS",
    "ReadOptions",
    "choose_reader",
    "find_publication",
    "known_suffixes",
    "read_reports",
]
