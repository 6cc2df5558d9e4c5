"""The statements on collective action and alignment have the status that their files declare."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

pytest.importorskip("symgame.theorems")
ROOT = Path(__file__).resolve().parents[2] / "theorems"
FILES = [*sorted((ROOT / "collective_action").glob("*.py")), *sorted((ROOT / "pluralistic_alignment").glob("*.py"))]


def load(path: Path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_there_are_statements():
    assert len(FILES) >= 30


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_status(path):
    import symgame as sg

    module = load(path)
    statement = module.theorem()
    verdict = sg.decide(statement.claim, statement.given)
    assert verdict.status.value == module.STATUS, str(verdict)
    assert module.__doc__ and module.KIND and module.TAGS
