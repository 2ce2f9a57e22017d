"""The public pages: they read `Publication` and nothing else."""
