"""Rows are written in few rooms: all other code calls a verb of `workflow`."""

import ast

from tests.structure import source

WRITING = {
    "save", "create", "update", "delete", "bulk_create", "bulk_update",
    "get_or_create", "update_or_create",
}  # fmt: skip
# `notices` writes the outbox, `assistant` its index and the log of what was asked.
ROOMS = {"workflow", "audit", "notices", "assistant"}


def test_rows_are_written_by_workflow_and_audit() -> None:
    found = [
        f"{source.named(path, node)} .{node.func.attr}("
        for path in source.code("usecases")
        if path.relative_to(source.ROOT).parts[1] not in ROOMS
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITING
    ]
    assert found == []
