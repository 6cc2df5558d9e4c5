"""The statements on collective action and alignment have the status that their files declare, and certificates that re-check."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

import symgame as sg

ROOT = Path(__file__).resolve().parents[2] / "theorems"
FILES = [*sorted((ROOT / "collective_action").glob("*.py")), *sorted((ROOT / "pluralistic_alignment").glob("*.py"))]
UNCERTIFIED = {"pa_t2_logit"}
"""One of its parts is about the logarithm, which polynomial arithmetic cannot re-check."""

SLOW = {f"ca_{t}_{kind}" for t in ("t1", "t3") for kind in ("huber", "total_variation", "conditional_huber")} | {"pa_2_prime", "cx_t5"}
"""Of the statements that are alike for four neighbourhoods, one is checked by default; the others take longest."""


def load(path: Path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_there_are_statements():
    assert len(FILES) >= 46


@pytest.mark.parametrize("path", [pytest.param(p, marks=pytest.mark.slow) if p.stem in SLOW else p for p in FILES], ids=lambda p: p.stem)
def test_status(path):
    """Every part of a theorem is proved, each with a certificate; a counterexample is refuted by exact values."""
    module = load(path)
    chain = sg.proof_chain(module.theorem(), words=module.__doc__, budget=sg.Budget(seconds=240))
    assert module.__doc__ and module.KIND and module.TAGS
    if module.STATUS == "refuted":
        assert chain.refuted and any(link.verdict.witness for link in chain.links)
        return
    assert module.STATUS == "proved" and chain.proved, [str(link.verdict) for link in chain.links]
    assert chain.check()
    missing = [link.statement for link in chain.links if link.verdict.certificate is None]
    assert len(missing) <= (path.stem in UNCERTIFIED), missing
