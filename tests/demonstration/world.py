"""When the tests' invented world is made, and how."""

NOW = "2026-06-15T10:00:00+08:00"
LATER = "2026-06-15T10:01:00+08:00"
PASSWORD = "demonstration only please"


def quiet(_what: str, _done: int, _total: int) -> None:
    """Show no progress."""
