"""Rules of the house that a machine can check: size, documentation, and calls that have no place here."""

from __future__ import annotations

import ast
import inspect
import re
import sys

import pytest
import sympy as sp

import symgame
from tests.architecture.source import ROOT, modules

LONGEST_FILE = 300
LONGEST_FUNCTION = 40

# Each of these guesses, runs text as code, or both.
FORBIDDEN = {"simplify", "nsimplify", "sympify", "parse_expr", "parse_latex", "eval", "exec"}


@pytest.mark.parametrize("module", modules(), ids=lambda m: m.name)
def test_file_is_short(module):
    lines = len(module.text.splitlines())
    assert lines <= LONGEST_FILE, f"{module.place} has {lines} lines; split it along a seam, the cap is {LONGEST_FILE}"


def test_statements_are_short():
    for path in sorted((ROOT / "theorems").rglob("*.py")):
        lines = len(path.read_text(encoding="utf-8").splitlines())
        assert lines <= LONGEST_FILE, f"{path.relative_to(ROOT)} has {lines} lines; the cap is {LONGEST_FILE}"


@pytest.mark.parametrize("module", modules(), ids=lambda m: m.name)
def test_functions_are_short(module):
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        body = node.body[1:] if ast.get_docstring(node) else node.body
        lines = node.end_lineno - body[0].lineno + 1 if body else 0
        assert lines <= LONGEST_FUNCTION, (
            f"{module.place}:{node.lineno}: {node.name} has {lines} lines without its docstring; "
            f"the cap is {LONGEST_FUNCTION}"
        )


@pytest.mark.parametrize("module", modules(), ids=lambda m: m.name)
def test_no_guessing_and_no_text_as_code(module):
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            called = node.func
            name = (
                called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""
            )
            assert name not in FORBIDDEN, (
                f"{module.place}:{node.lineno} calls {name}; use cancel, factor, together or Poly, "
                f"and symgame.formats.expressions for text"
            )
            text = node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str)
            assert not (name == "S" and text), f"{module.place}:{node.lineno}: S(text) runs the text as code"
        if isinstance(node, ast.ImportFrom):
            taken = {alias.name for alias in node.names} & FORBIDDEN
            assert not taken, f"{module.place}:{node.lineno} imports {', '.join(sorted(taken))}"


@pytest.mark.parametrize("module", modules(), ids=lambda m: m.name)
def test_no_broad_handlers_and_nothing_left_undone(module):
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ExceptHandler):
            caught = ast.unparse(node.type) if node.type else "everything"
            assert caught not in ("everything", "Exception", "BaseException"), (
                f"{module.place}:{node.lineno} catches {caught}; name the exceptions that are expected"
            )
        if isinstance(node, ast.Raise) and node.exc is not None:
            assert "NotImplementedError" not in ast.unparse(node.exc), f"{module.place}:{node.lineno}: left undone"


@pytest.mark.parametrize("module", modules(), ids=lambda m: m.name)
def test_module_and_public_definitions_have_docstrings(module):
    if module.path.name == "__init__.py":
        return
    assert ast.get_docstring(module.tree), (
        f"{module.place}: the module needs a docstring: what it implements, and its source"
    )
    for node in module.tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            registered = any("register" in ast.unparse(d) for d in node.decorator_list)
            assert registered or ast.get_docstring(node), f"{module.place}:{node.lineno}: {node.name} needs a docstring"


def public() -> list[str]:
    return sorted(n for n in vars(symgame) if not n.startswith("_") and not inspect.ismodule(getattr(symgame, n)))


def has_doctest(value: object) -> bool:
    """A doctest of its own, or a pointer to the function that makes it: "See `solve`."."""
    text = getattr(value, "__doc__", None) or ""
    if ">>>" in text:
        return True
    module = sys.modules.get(getattr(value, "__module__", ""))
    for name in re.findall(r"See `(?:symgame\.)?(?:\w+\.)*(\w+)`", text):
        other = getattr(symgame, name, None) or getattr(module, name, None)
        if ">>>" in (getattr(other, "__doc__", None) or ""):
            return True
    return False


@pytest.mark.parametrize("name", public())
def test_public_name_has_docstring_with_doctest(name):
    value = getattr(symgame, name)
    if not (inspect.isclass(value) or inspect.isroutine(value)):
        return  # constants and unions are documented where they are defined
    assert value.__doc__, f"symgame.{name} needs a docstring"
    assert has_doctest(value), f"symgame.{name} needs a doctest in its docstring, or a line See `FUNCTION` that has one"


def test_the_surface_holds_only_reexports():
    tree = ast.parse((ROOT / "symgame" / "__init__.py").read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        assert isinstance(node, ast.ImportFrom), f"symgame/__init__.py:{node.lineno}: only `from .x import Y as Y`"
        for alias in node.names:
            assert alias.asname == alias.name, (
                f"symgame/__init__.py:{node.lineno}: write `{alias.name} as {alias.name}`"
            )


def test_top_level_is_as_designed():
    allowed = {"pyproject.toml", "README.md", "LICENSE", "symgame", "theorems", "tests", "notebooks"}
    left = {p.name for p in ROOT.iterdir() if not p.name.startswith(".")} - allowed
    generated = {n for n in left if n.endswith(".egg-info") or n in ("build", "dist", "paper", "__pycache__")}
    assert not left - generated, f"unexpected at the top: {sorted(left - generated)}"


def test_sympy_is_the_version_that_golden_files_rest_on():
    assert sp.__version__.startswith("1.14")
