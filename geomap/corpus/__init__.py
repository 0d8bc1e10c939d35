"""corpus: many reports: workers now; journal, resume and quarantine to come."""
