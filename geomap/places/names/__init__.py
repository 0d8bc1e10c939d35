"""A place's name in any script and spelling: its normal form, its key, its likeness."""
