"""Writing LaTeX: fragments, the notation file, a document that inputs them, all or nothing.

Files are written beside their place and moved there when all are complete, so that a failed run leaves
nothing half-written.  The same objects give the same bytes.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from symgame.errors import ArgumentError
from symgame.render.concepts import slug
from symgame.render.context import Context
from symgame.render.document import frame
from symgame.render.fragments import Fragment, all_fragments
from symgame.render.notation import notation_of
from symgame.render.report_plots import Plot, plot_fragments
from symgame.render.trees import STYLES_FILE, tree_styles

NOTATION_FILE = "gt-notation.tex"


def latex_files(
    objects: Iterable[Any],
    *,
    name: str = "game",
    title: str = "",
    introduction: str = "",
    notation: str = "macros",
    plots: Sequence[Plot] = (),
) -> tuple[Fragment, ...]:
    """All files of a LaTeX export, as values: notation, fragments, document.

    Parameters
    ----------
    objects : iterable
        Games, equilibria and other values with fragments, in the order of the document.
    name : str
        Of the game, for labels and file names.
    title, introduction : str
        Of the document, as LaTeX.
    notation : str
        ``"macros"`` or ``"inline"``.
    plots : sequence of Plot
        Figures drawn from the objects, after the text.

    Raises
    ------
    ArgumentError, ArgumentTypeError
        For an unknown notation, or an object without fragments.

    Examples
    --------
    >>> from symgame.games.catalog.fine_tuning import fine_tuning_game
    >>> [f.file for f in latex_files([fine_tuning_game()], name="fine-tuning")]
    ['gt-notation.tex', 'model-fine-tuning.tex', 'fine-tuning.tex']
    """
    listed = list(objects)
    if not listed:
        raise ArgumentError("write_latex: no objects to write")
    writing = notation_of(*listed, kind=notation)
    context = Context(writing, slug(name))
    fragments = (*all_fragments(listed, context), *plot_fragments(plots, listed, context))
    macros = (Fragment(NOTATION_FILE, writing.file()),) if notation == "macros" else ()
    figures = any("tikzpicture" in f.text for f in fragments)
    document = frame(
        "document",
        title=title or name,
        short="",
        wide=False,
        introduction=introduction.strip(),
        figures=figures,
        pictures=bool(plots),
        notation_file=NOTATION_FILE.removesuffix(".tex") if macros else "",
        files=[f.file.removesuffix(".tex") for f in fragments if f.picture is None],
    )
    styles = (Fragment(STYLES_FILE, tree_styles()),) if figures else ()
    return (*macros, *styles, *fragments, Fragment(f"{context.name}.tex", document))


def write_latex(
    objects: Iterable[Any],
    path: str | Path,
    *,
    name: str = "game",
    title: str = "",
    introduction: str = "",
    notation: str = "macros",
) -> tuple[Path, ...]:
    """Write propositions, proofs, tables, a notation file and a document into a folder.

    Parameters
    ----------
    objects : iterable
        Games, equilibria and other values with fragments, in the order of the document.
    path : str or Path
        Folder, made when missing.  An existing ``gt-notation.tex`` or ``gt-treestyles.tex`` is kept: it is the author's.
    name : str
        Of the game, for labels ``prop:<name>:<concept>`` and file names.
    title, introduction : str
        Of the document, as LaTeX.
    notation : str
        ``"macros"``: one command a symbol, defined in ``gt-notation.tex``; ``"inline"``: plain LaTeX.

    Returns
    -------
    tuple of Path
        The files, the document last.

    Raises
    ------
    ArgumentError, ArgumentTypeError
        For an unknown notation, no object, or an object without fragments; nothing is written then.

    Examples
    --------
    >>> from symgame.games.catalog.fine_tuning import fine_tuning_game
    >>> folder = tempfile.mkdtemp()
    >>> [p.name for p in write_latex([fine_tuning_game()], folder, name="fine-tuning", notation="inline")]
    ['model-fine-tuning.tex', 'fine-tuning.tex']
    """
    files = latex_files(objects, name=name, title=title, introduction=introduction, notation=notation)
    return place(files, path)


def place(files: Sequence[Fragment], path: str | Path) -> tuple[Path, ...]:
    """Write `files` into the folder `path`, all or nothing; the author's notation and styles are kept.

    Examples
    --------
    >>> [p.name for p in place([Fragment("a.tex", "text")], tempfile.mkdtemp())]
    ['a.tex']
    """
    folder = Path(path)
    folder.mkdir(parents=True, exist_ok=True)
    waiting = Path(tempfile.mkdtemp(prefix=".symgame-", dir=folder))
    try:
        for f in files:
            (waiting / f.file).write_bytes(f.content)
        for f in files:
            if not _is_the_authors(f, folder):
                os.replace(waiting / f.file, folder / f.file)
    finally:
        shutil.rmtree(waiting, ignore_errors=True)
    return tuple(folder / f.file for f in files)


def _is_the_authors(file: Fragment, folder: Path) -> bool:
    """Whether a file is the author's to edit and the one present will do: it defines all that is used."""
    present = folder / file.file
    if file.file not in (NOTATION_FILE, STYLES_FILE) or not present.exists():
        return False
    kept = present.read_text(encoding="utf-8")
    lines = file.text.splitlines()
    needed = [line.split("}")[0] for line in lines if line.startswith("\\providecommand")]
    needed += [line.split("=")[0].strip() for line in lines if "/.style=" in line]
    return all(part in kept for part in needed)


def stale_files(files: Sequence[Fragment], path: str | Path) -> tuple[str, ...]:
    """The names of `files` that are missing in `path`, or differ there; the author's notation and styles are not compared.

    Nor are pictures, which differ between versions of matplotlib; the figure beside a picture names its model.

    Examples
    --------
    >>> stale_files([Fragment("a.tex", "text")], tempfile.mkdtemp())
    ('a.tex',)
    """
    found = []
    for f in files:
        present = Path(path) / f.file
        same = present.exists() and (f.picture is not None or present.read_bytes() == f.content)
        current = _is_the_authors(f, Path(path)) or same
        if not current:
            found.append(f.file)
    return tuple(found)
