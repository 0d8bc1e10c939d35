"""A second opinion from geocoding services, only when asked by name."""
