"""The project's own files, read once."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def files(*suffixes: str) -> tuple[Path, ...]:
    """Every file that is in the repository, or would be at the next commit."""
    # The clone may belong to somebody else than whoever runs the tests.
    command = ["git", "-c", "safe.directory=*", "ls-files", "-co", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    paths = sorted({ROOT / line for line in listed.splitlines()})
    return tuple(p for p in paths if p.is_file() and (not suffixes or p.suffix in suffixes))


@cache
def code(*folders: str) -> tuple[Path, ...]:
    """Modules under these folders, migrations apart."""
    roots = [ROOT / folder for folder in folders]
    return tuple(
        path
        for path in files(".py")
        if any(path.is_relative_to(root) for root in roots) and "migrations" not in path.parts
    )


def product() -> tuple[Path, ...]:
    """The modules that budgets are measured on."""
    return code("sandbox_tracker", "usecases")


def everything() -> tuple[Path, ...]:
    """Product and tests."""
    return code("sandbox_tracker", "usecases", "tests")


@cache
def tree(path: Path) -> ast.Module:
    """Return the syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[Function]:
    """Every function and method of a module."""
    for node in ast.walk(tree(path)):
        if isinstance(node, Function):
            yield node


def named(path: Path, node: ast.AST | None = None) -> str:
    """How a test names a place in the source."""
    line = getattr(node, "lineno", None)
    return str(path.relative_to(ROOT)) + (f":{line}" if line else "")
