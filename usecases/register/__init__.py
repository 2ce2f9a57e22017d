"""The public pages: they read `Publication`, and of a published phase its form and criteria."""
