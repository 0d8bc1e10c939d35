"""What people decided: read, checked, and applied last."""
