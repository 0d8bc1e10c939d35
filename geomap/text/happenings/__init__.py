"""What happened: the words for events, who took part, and the days told of."""
