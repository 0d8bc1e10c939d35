"""Who says it: speakers, the verbs that make them so, and what is theirs in quotes."""
