"""Records to rows and back, in tables with a checked schema."""
