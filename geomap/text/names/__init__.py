"""Names of places: which words are one, and what each does in its sentence."""
