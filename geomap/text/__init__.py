"""Prose to records: what is said, by whom, about where and when."""
