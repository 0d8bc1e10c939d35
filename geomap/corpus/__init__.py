"""corpus: many reports: journal, resume, quarantine, workers; still empty."""
