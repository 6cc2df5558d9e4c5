"""Statements that are false must not be proved: each theorem file with one relation of its source changed.

An equation gets 1 added to its right side, an inequality is turned round; one relation at a time, wherever the source writes it.
Every mutant whose statement is really another one has to lose its proof.  A few mutants are true all the same: a relation that
stands among the assumptions, or one that nothing rests on at the chosen numbers.  So at least one mutant of every file is
asked to fail, all of them are listed, and a mutant of a conjunct that the file asserts outright must never be proved.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
import sympy as sp
from sympy.core.relational import Relational

import symgame as sg
from symgame.theorem_files import read_theorem, theorem_files
from symgame.theorem_runs import read_entry

THEOREMS = Path(__file__).parents[2] / "theorems"
PROVED = [p for p in theorem_files([THEOREMS]) if read_entry(p, THEOREMS).status == "proved"]
QUICK = [p for p in PROVED if p.stem in ("c01_equilibrium", "q01_who_invests", "g03_strict_concavity")]
TURNED = {ast.Lt: ast.Gt, ast.Gt: ast.Lt, ast.LtE: ast.GtE, ast.GtE: ast.LtE}
CALLS = {"Lt": "Gt", "Gt": "Lt", "Le": "Ge", "Ge": "Le"}
MOST = 6


def changed(node: ast.AST) -> bool:
    """Change a relation in place; False if the node is none."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and len(node.args) >= 2:
        if node.func.attr == "Eq":
            node.args[1] = ast.BinOp(node.args[1], ast.Add(), ast.Constant(1))
            return True
        if node.func.attr in CALLS:
            node.func.attr = CALLS[node.func.attr]
            return True
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in TURNED:
        node.ops[0] = TURNED[type(node.ops[0])]()
        return True
    return False


def mutants(path: Path) -> Iterator[tuple[int, ast.Module]]:
    """The line of a relation inside a function, and the module with that relation changed."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for place in range(len(list(ast.walk(tree)))):
        other = copy.deepcopy(tree)
        node = list(ast.walk(other))[place]
        if changed(node):
            yield node.lineno, ast.fix_missing_locations(other)


def verdict_of(path: Path, tree: ast.Module) -> str:
    """What is decided of a mutant; a mutant that states nothing counts as refuted."""
    module = ModuleType(path.stem)
    module.__file__ = str(path)
    try:
        exec(compile(tree, str(path), "exec"), module.__dict__)
        statement = module.theorem()
        return sg.decide(statement.claim, statement.given, budget=sg.Budget(seconds=30.0)).status.value
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, StopIteration, AssertionError, ZeroDivisionError) as error:
        return f"no statement: {type(error).__name__}"


@pytest.fixture
def solved_once(monkeypatch):
    """The games of a file are the same in all its mutants: each is solved once."""
    for name in ("solve", "pareto_set"):
        found, real = {}, getattr(sg, name)

        def known(game, _found=found, _real=real, **options):
            key = (game, tuple(sorted(options.items(), key=str)))
            if key not in _found:
                _found[key] = _real(game, **options)
            return _found[key]

        monkeypatch.setattr(sg, name, known)


def listed(path: Path) -> list[tuple[int, ast.Module]]:
    """At most `MOST` mutants, spread over the file."""
    found = list(mutants(path))
    step = max(1, -(-len(found) // MOST))
    return found[::-1][::step][:MOST]


def killed(path: Path) -> None:
    results = [(line, verdict_of(path, tree)) for line, tree in listed(path)]
    print(f"\n{path.relative_to(THEOREMS)}: " + ", ".join(f"line {line} {found}" for line, found in results))
    assert results, "the source writes no relation"
    assert any(found != "proved" for _, found in results), results


def outright(claim: sp.Basic) -> list[Relational]:
    """The equations that a claim asserts outright, as conjuncts."""
    parts = claim.args if isinstance(claim, sp.And) else (claim,)
    return [p for p in parts if isinstance(p, sp.Eq)]


def no_shift_is_proved(path: Path) -> None:
    statement = read_theorem(path).theorem
    for equation in outright(statement.claim):
        other = sp.Eq(equation.lhs, equation.rhs + 1, evaluate=False)
        assert not sg.decide(other, statement.given, budget=sg.Budget(seconds=30.0)).proved, equation


@pytest.mark.parametrize("path", QUICK, ids=lambda p: p.stem)
def test_a_changed_statement_loses_its_proof(path, solved_once):
    killed(path)
    no_shift_is_proved(path)


@pytest.mark.slow
@pytest.mark.parametrize("path", [p for p in PROVED if p not in QUICK], ids=lambda p: p.stem)
def test_a_changed_statement_loses_its_proof_everywhere(path, solved_once):
    killed(path)
    no_shift_is_proved(path)
