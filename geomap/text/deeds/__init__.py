"""Words of harm: verbs, nouns and set phrases, and harm that came to nobody."""
