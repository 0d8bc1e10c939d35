"""Foreign files into gazetteers: their formats, their rows, and what is installed."""
