"""Numbers as worded, and the groups of people they count."""
