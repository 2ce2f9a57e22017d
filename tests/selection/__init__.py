"""What is selected: strictly, at any moment, by anybody."""
