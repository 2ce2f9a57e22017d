"""Text: normalising, counting words, digests. Knows no record."""
