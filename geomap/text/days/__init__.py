"""Dates in a text: how they are worded, and which days they are."""
