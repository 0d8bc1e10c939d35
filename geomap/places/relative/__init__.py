"""Where beside a named place something was: distances, directions, ways."""
