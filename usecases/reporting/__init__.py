"""Every figure, as plain rows, each the count of a selection."""
