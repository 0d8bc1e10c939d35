"""Readings held against answers that a person wrote down; nothing is read here."""

from geomap.evaluation.compare import compare
from geomap.evaluation.gold import Gold, read_gold
from geomap.evaluation.scores import Found, Scores, Share
from geomap.evaluation.verdict import Assessment, Verdict

__all__ = ["Assessment", "Found", "Gold", "Scores", "Share", "Verdict", "compare", "read_gold"]
