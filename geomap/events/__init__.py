"""Claims to incidents: linking, reconciling, the tables and their exchange formats."""
