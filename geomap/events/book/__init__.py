"""The casebook: its tables, what can be asked of it, and how it came to be."""
