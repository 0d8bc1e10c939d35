"""The lexicon of a language: its lists of words, checked and ready to be asked."""
