"""The console: rights, forms, lists, acts, each attacked as a forged request."""
