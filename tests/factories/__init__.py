"""Makes what tests need, by subject. A stage is reached by verbs, never set."""
