"""Rights, moves, readiness and deadlines."""
