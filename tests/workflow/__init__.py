"""Every verb."""
