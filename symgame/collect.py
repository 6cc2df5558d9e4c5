"""From a game file to everything that a report on it says: derive, write, check, typeset.

A report is a list of values in the order of the document: the game, its subgame-perfect equilibrium, one
equilibrium for each bargaining rule that the file names, the Pareto set, tables of comparative statics.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import sympy as sp

from symgame.errors import FileFormatError, SymgameError
from symgame.formats.expressions import parse_expression
from symgame.formats.rules import read_rule
from symgame.formats.schema import FigureTable
from symgame.formats.toml import GameFile
from symgame.games.stages import Bargain
from symgame.render.fingerprint import fingerprint
from symgame.render.fragments import Fragment
from symgame.render.report_plots import Plot, needs_matplotlib
from symgame.render.write import latex_files, place, stale_files
from symgame.solve.equilibrium import Equilibrium
from symgame.solve.pareto import ParetoSet, pareto_set
from symgame.solve.solve import solve
from symgame.solve.statics import comparative_statics

MANIFEST = "manifest.json"


def rules_of(file: GameFile) -> tuple[Any, ...]:
    """What is derived for a file: None for the equilibrium without a rule, then its bargaining rules.

    Examples
    --------
    >>> from symgame.formats.example_files import example_text
    >>> from symgame.formats.toml import game_file
    >>> len(rules_of(game_file(example_text("fine-tuning"), "fine-tuning.toml")))
    7
    """
    bargains = any(isinstance(s, Bargain) for s in file.game.stages)
    wanted = [None] if file.report.subgame_perfect or not (bargains and file.report.bargaining) else []
    return (*wanted, *[read_rule(text, file.game) for text in file.report.bargaining])


def derive(file: GameFile, *, executor: Executor | None = None, done: Callable[[str], None] = lambda what: None) -> tuple[Any, ...]:
    """Derive everything that the file's report asks for.

    Parameters
    ----------
    file : GameFile
    executor : concurrent.futures.Executor, optional
        Derivations run in it side by side; in this process without one.
    done : callable
        Called with a few words after each derivation.

    Returns
    -------
    tuple
        The game, then its equilibria, in the order of the document.

    Raises
    ------
    FileFormatError
        For a rule that cannot be read.

    Examples
    --------
    >>> from symgame.formats.toml import game_file
    >>> text = 'players = ["M"]\\nparameters = {c = "positive"}\\npayoffs = {M = "x - c*x^2"}\\n'
    >>> text += 'stages = [{player = "M", action = "x", domain = ["0", "oo"]}]'
    >>> game, equilibrium = derive(game_file(text))
    >>> equilibrium.branches[0].outcome_items
    ((x, 1/(2*c)),)
    """
    return derive_all([file], executor=executor, done=done)[0]


def derive_all(
    files: Sequence[GameFile], *, executor: Executor | None = None, done: Callable[[str], None] = lambda what: None
) -> tuple[tuple[Any, ...], ...]:
    """`derive` for several files, all derivations side by side.

    Examples
    --------
    >>> derive_all([])
    ()
    """
    begun = [_begun(file, executor) for file in files]
    return tuple(_ended(file, *jobs, done) for file, jobs in zip(files, begun, strict=True))


Job = Callable[[], Any]


def _begun(file: GameFile, executor: Executor | None) -> tuple[list[Job], list[Job]]:
    """Calls that give the equilibria with their statics, and the Pareto set if it is wanted; under way in an executor."""

    def job(work: Callable[..., Any], *arguments: Any) -> Job:
        return executor.submit(work, *arguments).result if executor else partial(work, *arguments)

    wanted = file.report.pareto_set and any(isinstance(s, Bargain) for s in file.game.stages)
    equilibria = [job(_one, file.game, rule, file.report.comparative_statics) for rule in rules_of(file)]
    return equilibria, [job(pareto_set, file.game)] if wanted else []


def _ended(file: GameFile, equilibria: Sequence[Job], pareto: Sequence[Job], done: Callable[[str], None]) -> tuple[Any, ...]:
    found: list[tuple[Any, ...]] = []
    for rule, job in zip(rules_of(file), equilibria, strict=True):
        found.append(job())
        done(f"{file.name}, {_words(rule)}")
    return (file.game, *[e for e, *_ in found], *[job() for job in pareto], *[s for _, *rest in found for s in rest])


def _one(game: Any, rule: Any, signs: bool) -> tuple[Any, ...]:
    equilibrium = solve(game, bargaining=rule)
    if not signs or not equilibrium.branches:
        return (equilibrium,)
    shares = [x for s in game.stages if isinstance(s, Bargain) for x in s.shares]
    wanted = shares if rule is not None else [a for a in game.actions if a in equilibrium.branches[0].outcome]
    known = all(w in b.outcome for w in wanted for b in equilibrium.branches)
    return (equilibrium, comparative_statics(equilibrium, wanted)) if known else (equilibrium,)


def _words(rule: Any) -> str:
    return "subgame-perfect equilibrium" if rule is None else str(rule)


def report_files(file: GameFile, objects: Sequence[Any], *, notation: str = "macros") -> tuple[Fragment, ...]:
    """The LaTeX files and the manifest of a report, as values.

    Examples
    --------
    >>> from symgame.formats.example_files import example_text
    >>> from symgame.formats.toml import game_file
    >>> file = game_file(example_text("fine-tuning"), "fine-tuning.toml")
    >>> [f.file for f in report_files(file, [file.game])][-1]
    'manifest.json'
    """
    files = latex_files(
        objects,
        name=file.name,
        title=file.title,
        introduction=file.report.introduction,
        notation=notation,
        plots=plots_of(file),
    )
    return (*files, Fragment(MANIFEST, _manifest(file, objects)))


def plots_of(file: GameFile) -> tuple[Plot, ...]:
    """The plots that a file's report asks for.

    Raises
    ------
    FileFormatError
        For a name that the game does not have, or a plot that there is not.
    UnsupportedError
        If there are some, and matplotlib is not installed.

    Examples
    --------
    >>> from symgame.formats.example_files import example_text
    >>> from symgame.formats.toml import game_file
    >>> plots_of(game_file(example_text("fine-tuning"), "fine-tuning.toml"))
    ()
    """
    if file.report.figures:
        needs_matplotlib()
    return tuple(_plot(file, table, place) for place, table in enumerate(file.report.figures, 1))


def _plot(file: GameFile, table: FigureTable, place: int) -> Plot:
    names = {s.name: s for s in file.game.free_symbols}
    where = f"{file.name}.toml: report.figures[{place}]"
    unknown = [n for n in (*table.axes, *table.at) if n not in names]
    if unknown:
        raise FileFormatError(f"{where}: {unknown[0]!r} is no parameter of the game")
    try:
        return Plot(
            table.draw,
            tuple(names[n] for n in table.axes),
            tuple((parse_expression(low, {}), parse_expression(high, {})) for low, high in table.limits),
            tuple((names[n], parse_expression(value, {})) for n, value in table.at.items()),
            read_rule(table.rule, file.game) if table.rule else None,
            tuple((label, (parse_expression(u, {}), parse_expression(v, {}))) for label, (u, v) in table.labels.items()),
            table.caption,
        )
    except SymgameError as error:
        raise FileFormatError(f"{where}: {error}") from None


def _manifest(file: GameFile, objects: Sequence[Any]) -> str:
    try:
        engine = version("symgame")
    except PackageNotFoundError:
        engine = "unknown"
    rows = [_row(e) for e in objects if isinstance(e, Equilibrium)]
    content = {"symgame": engine, "game": file.name, "model": fingerprint(file.game), "equilibria": rows}
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _row(equilibrium: Equilibrium) -> dict[str, Any]:
    duties = [o for b in equilibrium.branches for o in b.evidence]
    return {
        "rule": None if equilibrium.rule is None else str(equilibrium.rule),
        "branches": len(equilibrium.branches),
        "obligations": len(duties),
        "proved": sum(1 for o in duties if o.verdict.proved),
        "complete": equilibrium.complete.status.value,
        "uncovered": sp.sstr(equilibrium.uncovered),
    }


def write_report(files: Sequence[Fragment], folder: str | Path) -> tuple[Path, ...]:
    """Write the files of a report, all or nothing.

    Examples
    --------
    >>> import tempfile
    >>> [p.name for p in write_report([Fragment("a.tex", "text")], tempfile.mkdtemp())]
    ['a.tex']
    """
    return place(files, folder)


def stale(files: Sequence[Fragment], folder: str | Path) -> tuple[str, ...]:
    """The files in `folder` that no longer say what the game says; the manifest's engine version does not count.

    Examples
    --------
    >>> import tempfile
    >>> stale([Fragment("a.tex", "text")], tempfile.mkdtemp())
    ('a.tex',)
    """
    return stale_files([f for f in files if f.file != MANIFEST], folder)


def solve_file(file: GameFile, bargaining: str | None = None) -> Equilibrium:
    """The equilibrium of a game file, under a rule given as text.

    Examples
    --------
    >>> from symgame.formats.example_files import example_text
    >>> from symgame.formats.toml import game_file
    >>> solve_file(game_file(example_text("fine-tuning")), "Utilitarian").branches[0].outcome_items[0]
    (delta, c_1/(c_0 + c_1))
    """
    return solve(file.game, bargaining=None if bargaining is None else read_rule(bargaining, file.game))


def is_partial(item: Any) -> bool:
    """Whether an equilibrium leaves parameters uncovered or an obligation unproved.

    Examples
    --------
    >>> is_partial("not an equilibrium")
    False
    """
    if isinstance(item, ParetoSet):
        return item.uncovered != sp.false
    if not isinstance(item, Equilibrium):
        return False
    return item.uncovered != sp.false or any(not o.verdict.proved for b in item.branches for o in b.evidence)
