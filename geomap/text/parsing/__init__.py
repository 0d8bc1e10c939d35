"""Text to sentences: paragraphs, letters, the language model and the grammar it gives."""
