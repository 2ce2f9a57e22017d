"""AI use cases in a regulator's sandbox, from submission to published outcome."""
