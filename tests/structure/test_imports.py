"""Who knows whom can be read at the top of each file. The layers themselves: `lint-imports`."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import grimp

from tests.structure import source


def _inside_functions(path: Path) -> list[str]:
    return [
        source.named(path, node)
        for function in source.functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]


def test_no_import_hides_in_a_function() -> None:
    paths = [p for p in source.everything() if p != source.ROOT / "usecases" / "apps.py"]
    assert [place for path in paths for place in _inside_functions(path)] == []


def test_no_star_import() -> None:
    settings = source.ROOT / "sandbox_tracker" / "settings"  # settings extend settings
    found = [
        source.named(path, node)
        for path in source.everything()
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.ImportFrom)
        and any(alias.name == "*" for alias in node.names)
        and path.parent != settings
    ]
    assert found == []


def test_no_circle_at_any_depth() -> None:
    graph = grimp.build_graph("usecases", "sandbox_tracker", cache_dir=None)
    TopologicalSorter(
        {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    ).prepare()  # raises CycleError, naming the circle


def test_no_signals_and_no_models_by_name() -> None:
    banned = {"django.dispatch", "django.db.models.signals", "django.core.signals"}
    found = [
        source.named(path, node)
        for path in source.code("usecases")
        for node in ast.walk(source.tree(path))
        if (isinstance(node, ast.ImportFrom) and node.module in banned)
        or (isinstance(node, ast.Attribute) and node.attr == "get_model")
    ]
    assert found == []
