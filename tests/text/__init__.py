"""Text, words and digests."""
