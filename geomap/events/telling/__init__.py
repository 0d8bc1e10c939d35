"""What one report tells: its claims, places and days brought to events."""
