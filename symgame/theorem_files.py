"""Theorem files: Python files with one statement each, and the check of a file against the status that it declares."""

from __future__ import annotations

import ast
import importlib.util
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from symgame.budget import Budget
from symgame.cache import Cache
from symgame.errors import FileFormatError
from symgame.printing import Value
from symgame.theorems import Result, Theorem, check

STATUSES = ("proved", "refuted", "holds-in-a-region", "open", "vacuous")


@dataclass(frozen=True)
class TheoremFile(Value):
    """A Python file with one statement: its docstring in words, ``KIND``, ``STATUS``, ``TAGS`` and ``theorem()``.

    Parameters
    ----------
    path : Path
    words : str
    kind, status : str
    tags : tuple of str
    theorem : Theorem

    Examples
    --------
    See `read_theorem`.
    """

    path: Path
    words: str
    kind: str
    status: str
    tags: tuple[str, ...]
    theorem: Theorem


@dataclass(frozen=True)
class Checked(Value):
    """A theorem file with what was found, and the seconds it took.

    Parameters
    ----------
    file : TheoremFile
    result : Result
    seconds : float

    Examples
    --------
    See `check_file`.
    """

    file: TheoremFile
    result: Result
    seconds: float = field(compare=False)

    @property
    def agrees(self) -> bool:
        """Whether the declared status is the one that was found."""
        return self.result.agrees(self.file.status)


def theorem_files(paths: Iterable[str | Path]) -> tuple[Path, ...]:
    """The files with a ``theorem()`` among the paths and in the folders among them, in order of name.

    Raises
    ------
    FileFormatError
        If a path does not exist.

    Examples
    --------
    >>> theorem_files([])
    ()
    """
    found: dict[Path, None] = {}
    for path in map(Path, paths):
        if not path.exists():
            raise FileFormatError(f"{path} does not exist")
        inside = sorted(path.rglob("*.py")) if path.is_dir() else [path]
        found.update(dict.fromkeys(p for p in inside if is_theorem_file(p)))
    return tuple(found)


def is_theorem_file(path: Path) -> bool:
    """Whether a Python file defines ``theorem()`` and a ``STATUS``.

    Examples
    --------
    >>> is_theorem_file(Path("missing.py"))
    False
    """
    try:
        text = path.read_text(encoding="utf-8")
        if "def theorem(" not in text:
            return False
        body = ast.parse(text).body
    except (OSError, UnicodeDecodeError, SyntaxError, ValueError):
        return False
    defined = any(isinstance(node, ast.FunctionDef) and node.name == "theorem" for node in body)
    return defined and any(isinstance(node, ast.Assign) and _names(node) == {"STATUS"} for node in body)


def _names(node: ast.Assign) -> set[str]:
    return {target.id for target in node.targets if isinstance(target, ast.Name)}


def read_theorem(path: str | Path) -> TheoremFile:
    """Load a theorem file; it is Python and is run.

    Raises
    ------
    FileFormatError
        If a part is missing or of the wrong kind.

    Examples
    --------
    >>> read_theorem("missing.py")
    Traceback (most recent call last):
    symgame.errors.FileFormatError: missing.py holds no theorem() with a STATUS
    """
    path = Path(path)
    if not is_theorem_file(path):
        raise FileFormatError(f"{path} holds no theorem() with a STATUS")
    spec = importlib.util.spec_from_file_location(f"theorem_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise FileFormatError(f"{path} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    statement = module.theorem()
    if not isinstance(statement, Theorem):
        raise FileFormatError(f"{path}: theorem() returns {statement!r}, not a Theorem")
    if module.STATUS not in STATUSES:
        raise FileFormatError(f"{path}: STATUS is {module.STATUS!r}; it is one of {', '.join(STATUSES)}")
    kind, tags = getattr(module, "KIND", "theorem"), tuple(getattr(module, "TAGS", ()))
    return TheoremFile(path, (module.__doc__ or "").strip(), kind, module.STATUS, tags, statement)


def check_file(path: str | Path, *, budget: Budget | None = None, cache: Cache | str | Path | None = None) -> Checked:
    """Read a theorem file and check its statement.

    Raises
    ------
    FileFormatError

    Examples
    --------
    >>> check_file("missing.py")
    Traceback (most recent call last):
    symgame.errors.FileFormatError: missing.py holds no theorem() with a STATUS
    """
    start = time.monotonic()
    file = read_theorem(path)
    result = check(file.theorem, budget=budget, cache=cache)
    return Checked(file, result, time.monotonic() - start)
