"""Names to ground: gazetteers, and the toponyms of a report placed together."""
