"""Many names at once: the rows of a table, the lines of a stream."""
