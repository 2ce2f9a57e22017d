"""The invented programme."""
