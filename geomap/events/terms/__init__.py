"""Terms of the field: event types, countries, names in one form, words that link."""
