"""SMT-LIB 2 scripts of quantifier-free real arithmetic, in and out.

After BARRETT, FONTAINE and TINELLI, The SMT-LIB Standard, version 2.6 (2017).  Read are declarations of real (and integer)
constants, `define-fun`, and assertions with `let`, `ite`, `=>`, `xor`, `distinct`, chained relations, decimals and
rationals.  A division by a term that can be zero is read as everywhere else in this library: an atom is true only where
it is defined.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.errors import FileFormatError, UnsupportedError
from symgame.logic.names import smt_name
from symgame.logic.normal import formula
from symgame.logic.problem import sentence
from symgame.logic.quantifiers import quantified
from symgame.logic.query import build

TOKEN = re.compile(r'"(?:[^"]|"")*"|\|[^|]*\||;[^\n]*|[()]|[^\s()|;"]+')
NUMERAL = re.compile(r"\d+(\.\d+)?\Z")
IGNORED = {"set-logic", "set-info", "set-option", "check-sat", "get-model", "exit", "get-info", "get-value", "echo"}
RELATIONS = {"<": sp.Lt, "<=": sp.Le, ">": sp.Gt, ">=": sp.Ge}

Term = Any


def read_smtlib(path: str | Path) -> Boolean:
    """The conjunction of all assertions of a script.

    Parameters
    ----------
    path : str or Path

    Returns
    -------
    Boolean
        In real symbols named as in the script.

    Raises
    ------
    FileFormatError
        With the line of the fault.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "a.smt2"
    ...     _ = file.write_text("(declare-const x Real)(assert (=> (> x 0) (= (* x x) 0.25)))(check-sat)")
    ...     read_smtlib(file)
    Implies(x > 0, Eq(x**2, 1/4))
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FileFormatError(f"{path}: {error}") from None
    reader = _Reader(str(path))
    for line, command in _expressions(text, str(path)):
        reader.run(command, line)
    return sp.And(*reader.assertions)


def _expressions(text: str, path: str) -> Iterator[tuple[int, Term]]:
    """Top-level s-expressions as nested lists, each with its line."""
    stack: list[list[Term]] = []
    line, start, last = 1, 1, 0
    for match in TOKEN.finditer(text):
        line += text.count("\n", last, match.start())
        last = match.start()
        token = match.group()
        if token[0] == ";":
            continue
        if token == "(":
            if not stack:
                start = line
            stack.append([])
        elif token == ")":
            if not stack:
                raise FileFormatError(f"{path}, line {line}: a closing parenthesis too many")
            done = stack.pop()
            if stack:
                stack[-1].append(done)
            else:
                yield start, done
        elif stack:
            stack[-1].append(token)
        else:
            raise FileFormatError(f"{path}, line {line}: {token!r} stands outside of a command")
    if stack:
        raise FileFormatError(f"{path}, line {start}: a parenthesis is not closed")


class _Reader:
    """The state of one script."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.line = 0
        self.names: dict[str, Term] = {}
        self.macros: dict[str, tuple[list[str], Term]] = {}
        self.assertions: list[Boolean] = []

    def fault(self, message: str) -> FileFormatError:
        return FileFormatError(f"{self.path}, line {self.line}: {message}")

    def run(self, command: Term, line: int) -> None:
        self.line = line
        match command:
            case ["declare-const", name, sort] | ["declare-fun", name, [], sort]:
                self.names[name] = self.symbol(name, sort)
            case ["define-fun", name, parameters, _, body]:
                if parameters:
                    self.macros[name] = ([p[0] for p in parameters], body)
                else:
                    self.names[name] = self.term(body, {})
            case ["assert", body]:
                found = self.term(body, {})
                if not isinstance(found, Boolean) or isinstance(found, sp.Symbol):
                    raise self.fault("an assertion that is not Boolean")
                self.assertions.append(found)
            case [str(word), *_] if word in IGNORED:
                return
            case _:
                raise self.fault(f"the command {_short(command)} is not supported")

    def symbol(self, name: str, sort: str) -> sp.Symbol:
        if sort not in ("Real", "Int"):
            raise self.fault(f"{name}: the sort {_short(sort)} is not supported, only Real and Int")
        return sp.Symbol(name.strip("|"), integer=True) if sort == "Int" else sp.Symbol(name.strip("|"), real=True)

    def term(self, t: Term, local: dict[str, Term]) -> Term:
        while isinstance(t, list) and t and t[0] == "let":
            if len(t) != 3:
                raise self.fault("a let with other than two parts")
            local = {**local, **{name: self.term(value, local) for name, value in t[1]}}
            t = t[2]
        if isinstance(t, str):
            return self.atom(t, local)
        if not t or not isinstance(t[0], str):
            raise self.fault(f"{_short(t)} is not a term")
        if t[0] == "!":
            return self.term(t[1], local)
        args = [self.term(a, local) for a in t[1:]]
        if t[0] in self.macros:
            parameters, body = self.macros[t[0]]
            return self.term(body, dict(zip(parameters, args, strict=True)))
        try:
            return self.apply(t[0], args)
        except (TypeError, ValueError, IndexError) as error:
            raise self.fault(f"{_short(t)}: {error}") from None

    def atom(self, t: str, local: dict[str, Term]) -> Term:
        if t in local:
            return local[t]
        if t in self.names:
            return self.names[t]
        if t in ("true", "false"):
            return sp.true if t == "true" else sp.false
        if NUMERAL.match(t):
            return sp.Rational(t)
        raise self.fault(f"the name {t} is not declared")

    def apply(self, word: str, args: list[Term]) -> Term:
        if word in ("+", "*"):
            return (sp.Add if word == "+" else sp.Mul)(*args)
        if word == "-":
            return -args[0] if len(args) == 1 else args[0] - sp.Add(*args[1:])
        if word == "/":
            return args[0] / sp.Mul(*args[1:])
        if word == "to_real":
            return args[0]
        if word in RELATIONS:
            return sp.And(*(RELATIONS[word](a, b) for a, b in zip(args, args[1:], strict=False)))
        if word in ("=", "distinct"):
            return self.equal(word, args)
        if word == "ite":
            test, first, second = args
            if isinstance(first, Boolean) and not isinstance(first, sp.Symbol):
                return sp.Or(sp.And(test, first), sp.And(sp.Not(test), second))
            return sp.Piecewise((first, test), (second, True))
        if word == "=>":
            *before, goal = args
            for b in reversed(before):
                goal = sp.Implies(b, goal)
            return goal
        connectives = {"and": sp.And, "or": sp.Or, "not": sp.Not, "xor": sp.Xor}
        if word in connectives:
            return connectives[word](*args)
        raise self.fault(f"the function {word} is not supported")

    def equal(self, word: str, args: list[Term]) -> Boolean:
        boolean = isinstance(args[0], Boolean) and not isinstance(args[0], sp.Symbol)
        same = sp.Equivalent if boolean else sp.Eq
        if word == "=":
            return sp.And(*(same(a, b) for a, b in zip(args, args[1:], strict=False)))
        return sp.And(*(sp.Not(same(a, b)) for i, a in enumerate(args) for b in args[i + 1 :]))


def _short(t: Term) -> str:
    text = t if isinstance(t, str) else f"({' '.join(_short(a) for a in t[:4])}{' …' if len(t) > 4 else ''})"
    return text[:80]


def write_smtlib(condition: Boolean, path: str | Path) -> None:
    """Write a condition as an SMT-LIB script that any solver of real arithmetic can run.

    Parameters
    ----------
    condition : Boolean
        Quantifier-free.  Denominators are cleared, cases written out; radicals and other non-polynomial parts become
        constants with their definitions.
    path : str or Path

    Raises
    ------
    UnsupportedError
        If a quantifier stands in the condition.

    Examples
    --------
    >>> import tempfile
    >>> x = sp.Symbol("x", real=True)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_smtlib(x**2 < 2, Path(folder) / "a.smt2")
    ...     read_smtlib(Path(folder) / "a.smt2")
    2 - x**2 > 0
    """
    condition = sentence(condition, "the condition")
    if quantified((condition,)):
        raise UnsupportedError("write_smtlib writes quantifier-free conditions only")
    Path(path).write_text(script(condition), encoding="utf-8")


def script(condition: Boolean) -> str:
    """The text that `write_smtlib` writes.

    Examples
    --------
    >>> print(script(sp.Symbol("x", real=True) > 1))
    (set-logic QF_NRA)
    (declare-const x Real)
    (assert (> (+ x (- 1)) 0))
    (check-sat)
    <BLANKLINE>
    """
    query = build((formula(condition),), sorted(condition.free_symbols, key=smt_name))
    text = query.text or "(assert false)"
    symbols = [g for g in query.gens if g.is_Symbol]
    plain: dict[str, str] = {}
    for s in symbols:
        if sum(t.name == s.name for t in symbols) == 1 and not re.search(r"[|\\!]", s.name):
            simple = re.fullmatch(r"[A-Za-z_][A-Za-z0-9_.]*", s.name)
            plain[smt_name(s)] = s.name if simple else f"|{s.name}|"
    if plain:
        text = re.sub(r"[^\s()]+", lambda m: plain.get(m.group(), m.group()), text)
    return f"(set-logic QF_NRA)\n{text}\n(check-sat)\n"
