"""Figures told as figures: tolls, rows, labels, sums, and what took the place of what."""
