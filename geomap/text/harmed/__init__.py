"""Whom harm befell: the people of a sentence that a word of harm takes, and their lists."""
