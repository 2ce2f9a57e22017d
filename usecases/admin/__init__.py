"""The staff console: Django admin, with our rules."""
