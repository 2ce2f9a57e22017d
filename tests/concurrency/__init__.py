"""Many at once, on PostgreSQL."""
