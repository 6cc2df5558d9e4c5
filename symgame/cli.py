"""The command line: solve, export, examples, report, check.

Files are written only when everything before them has succeeded.  Exit status: 0 when all went well, 1 for
bad input or a failed step, 3 when a derivation left part of the parameter space open, 4 when ``export
--check`` or ``check`` found a difference.  sympy and the rest of the library load when a command runs.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from symgame.formats.toml import GameFile

FAILED, PARTIAL, DIFFERENT = 1, 3, 4
SECONDS_BETWEEN_LINES = 10  # of progress, where standard error is no terminal
CONTEXT = {"help_option_names": ["-h", "--help"]}
OUTPUT = click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), help="Folder to write to.")
NOTATION = click.option(
    "--notation",
    type=click.Choice(["macros", "inline"]),
    default="macros",
    show_default=True,
    help="How symbols print.",
)


class _OneLine(click.Group):
    """Errors of the library end the command with one line on standard error."""

    def invoke(self, ctx: click.Context) -> Any:
        from symgame.errors import SymgameError

        try:
            return super().invoke(ctx)
        except SymgameError as error:
            click.echo(f"symgame: {' '.join(str(error).split())}", err=True)
            sys.exit(FAILED)
        except BrokenPipeError:
            sys.stdout = None  # type: ignore[assignment]  # whoever read the output has left
            sys.exit(FAILED)
        except OSError as error:
            click.echo(f"symgame: {error.filename or ''}: {error.strerror}", err=True)
            sys.exit(FAILED)


@click.group(cls=_OneLine, context_settings=CONTEXT)
@click.version_option(package_name="symgame")
def main() -> None:
    """Symbolic game theory: equilibria in closed form with their parameter regions, proved and typeset."""


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--bargaining", metavar="NAME", help="A rule, such as NashBargaining or 'Dictatorial(G)'.")
@click.option("--latex", is_flag=True, help="Print the proposition and its proof as LaTeX.")
def solve(file: Path, bargaining: str | None, latex: bool) -> None:
    """Derive the equilibrium of a game file and print it."""
    from symgame.collect import solve_file
    from symgame.formats.read import read_game_file
    from symgame.render.latex import to_latex
    from symgame.render.text import equilibrium_text

    with _progress("solving", 1) as step:
        game_file = read_game_file(file)
        equilibrium = solve_file(game_file, bargaining)
        step("solved")
    click.echo(to_latex(equilibrium, name=game_file.name) if latex else equilibrium_text(equilibrium), nl=False)
    _end_if_partial([equilibrium])


@main.command()
@click.argument("path", type=click.Path(path_type=Path))
@OUTPUT
@NOTATION
@click.option("--check", is_flag=True, help="Write nothing; fail when a file in the folder no longer matches its game.")
def export(path: Path, output: Path | None, notation: str, check: bool) -> None:
    """Write propositions, proofs, tables and figures of a game file as LaTeX.

    Of a folder of game files also one document, appendix.tex; an appendix.toml there gives its title, sections and order.
    """
    from symgame.appendix import appendix_files
    from symgame.collect import plots_of, report_files, stale, write_report
    from symgame.formats.appendix import read_appendix
    from symgame.formats.read import read_game_file

    folder = _needed(output)
    plan = read_appendix(path) if path.is_dir() else None
    game_files = plan.games if plan else (read_game_file(path),)
    for game_file in game_files:
        plots_of(game_file)
    derived = _derived(game_files)
    made = [report_files(f, found, notation=notation) for f, found in zip(game_files, derived, strict=True)]
    if plan:
        made.insert(0, appendix_files(plan, made, derived, notation=notation))
    if check:
        old = [name for files in made for name in stale(files, folder)]
        for name in old:
            click.echo(f"{folder / name} no longer matches its game", err=True)
        sys.exit(DIFFERENT if old else 0)
    for files in made:
        for written in write_report(files, folder):
            click.echo(str(written))
    _end_if_partial([e for found in derived for e in found])


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@OUTPUT
@NOTATION
def report(file: Path, output: Path | None, notation: str) -> None:
    """Derive everything that a game file asks for; write fragments, a document, and its PDF."""
    from symgame.formats.read import read_game_file

    _report(read_game_file(file), _needed(output), notation, [])


@main.command()
@click.argument("name", required=False)
@OUTPUT
@NOTATION
@click.option("--source", is_flag=True, help="Only the game file.")
def examples(name: str | None, output: Path | None, notation: str, source: bool) -> None:
    """List the games that ship with symgame, or derive and typeset one of them."""
    from symgame.formats.example_files import example_names, example_text
    from symgame.formats.toml import game_file
    from symgame.render.fragments import Fragment
    from symgame.render.write import place

    if name is None:
        for known in example_names():
            click.echo(f"{known}  {game_file(example_text(known), known + '.toml').title}")
        return
    text = example_text(name)
    copy = Fragment(f"{name}.toml", text)
    if source and output is None:
        click.echo(text, nl=False)
    elif source:
        click.echo(str(place([copy], _needed(output))[0]))
    else:
        _report(game_file(text, copy.file), _needed(output), notation, [copy])


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--cache", type=click.Path(file_okay=False, path_type=Path), help="Folder that remembers results.")
@click.option("--no-cache", is_flag=True, help="Derive everything again and remember nothing.")
@click.option("--table", type=click.Path(dir_okay=False, path_type=Path), help="Write a table of the statements there.")
def check(paths: tuple[Path, ...], cache: Path | None, no_cache: bool, table: Path | None) -> None:
    """Check theorem files: the verdict of each against the status that it declares."""
    from symgame.render.fragments import Fragment
    from symgame.render.write import place
    from symgame.theorem_runs import check_files, check_table, markdown_table

    store = None if no_cache else cache or _user_cache()
    with _progress("checking", None) as step:
        records = check_files(paths, cache=store, done=step)
    click.echo(check_table(records), nl=False)
    if table is not None:
        old = table.read_text(encoding="utf-8") if table.exists() else ""
        place([Fragment(table.name, markdown_table(table.parent, records, old=old))], table.parent)
    if any(not r.agrees for r in records):
        sys.exit(DIFFERENT)


def _user_cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "symgame"


def _needed(output: Path | None) -> Path:
    if output is None:
        raise click.UsageError("name the folder to write to with -o DIR")
    return output


@contextmanager
def _progress(what: str, total: int | None) -> Iterator[Callable[..., None]]:
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(what, total=total)
        count, said = 0, time.monotonic()

        def step(done: str, whole: int | None = total) -> None:
            nonlocal count, said
            count += 1
            of = f"/{whole}" if whole else ""
            progress.update(task, advance=1, description=f"{what} {count}{of}: {done} done")
            if not console.is_terminal and time.monotonic() - said > SECONDS_BETWEEN_LINES:
                said = time.monotonic()
                click.echo(f"{what} {count}{of}: {done} done", err=True)

        yield step


def _derived(game_files: Sequence[GameFile]) -> tuple[tuple[Any, ...], ...]:
    from symgame.collect import derive_all, rules_of
    from symgame.theorem_runs import process_pool

    jobs = sum(len(rules_of(f)) for f in game_files)
    with _progress("deriving", jobs) as step:
        if jobs == 1 and not any(f.report.pareto_set for f in game_files):
            return derive_all(game_files, done=step)
        with process_pool(jobs) as pool:
            return derive_all(game_files, executor=pool, done=step)


def _report(game_file: GameFile, folder: Path, notation: str, beside: list[Any]) -> None:
    from symgame.collect import report_files, write_report
    from symgame.render.pdf import typeset
    from symgame.render.text import summary_text

    (objects,) = _derived([game_file])
    written = write_report([*beside, *report_files(game_file, objects, notation=notation)], folder)
    click.echo(summary_text(objects), nl=False)
    for path in written:
        click.echo(str(path))
    pdf = typeset(folder / f"{game_file.name}.tex")
    click.echo(str(pdf) if pdf else f"pdflatex is not installed; typeset {folder / game_file.name}.tex with it")
    _end_if_partial(objects)


def _end_if_partial(objects: Any) -> None:
    from symgame.collect import is_partial

    if any(is_partial(e) for e in objects):
        click.echo("symgame: part of the parameter space is not covered, or an obligation is not proved", err=True)
        sys.exit(PARTIAL)
