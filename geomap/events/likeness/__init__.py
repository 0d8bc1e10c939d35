"""How alike two mentions are, which of them to compare at all, and copies of one dispatch."""
