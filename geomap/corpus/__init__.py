"""Many reports: read one after the other or in worker processes, none of them ends the run."""
