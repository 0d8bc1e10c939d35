"""A second reader, asked only when it is named: a language model behind an online interface."""
