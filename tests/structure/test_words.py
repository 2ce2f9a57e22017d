"""What each module must say of itself: docstrings, annotations, the reason of an exception."""

import ast
import re

from tests.structure import source

# `
_EXCEPTION = re.compile(r"#\s*(?:noqa|type:\s*ignore|pragma:)", re.IGNORECASE)
_REASONED = re.compile(
    r"#\s*(?:noqa: [A-Z]+\d+(?:, [A-Z]+\d+)*\s+[-#]\s+|type: ignore\[[\w, -]+\]\s+#\s+)\S"
)


def test_every_module_has_a_docstring() -> None:
    paths = source.everything()
    assert [source.named(p) for p in paths if not ast.get_docstring(source.tree(p))] == []


def test_every_public_class_has_a_docstring() -> None:
    found = [
        f"{source.named(path, node)} {node.name}"
        for path in source.product()
        for node in source.tree(path).body
        if isinstance(node, ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert found == []


def _unannotated(function: source.Function) -> bool:
    arguments = function.args
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    named += [extra for extra in (arguments.vararg, arguments.kwarg) if extra]
    return function.returns is None or any(
        argument.annotation is None and argument.arg not in {"self", "cls"} for argument in named
    )


def test_every_function_is_annotated() -> None:
    found = [
        f"{source.named(path, function)} {function.name}"
        for path in source.everything()
        for function in source.functions(path)
        if _unannotated(function)
    ]
    assert found == []


def test_every_exception_gives_its_reason() -> None:
    found = [
        f"{source.named(path)}:{number}"
        for path in source.everything()
        if path.name != "test_words.py"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if _EXCEPTION.search(line) and not _REASONED.search(line)
    ]
    assert found == []
