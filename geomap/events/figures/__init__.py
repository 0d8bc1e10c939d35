"""Claims to figures: who counts as whom, which claims stand, and by whose rules they add up."""
