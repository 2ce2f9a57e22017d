"""What the page of each kind of published record shows."""
