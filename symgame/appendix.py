"""An appendix: one document for several games, by sections, with one notation for all.

Sections and games stand in the order of the plan (`symgame.formats.appendix`); each game is a subsection with its model,
propositions, proofs, tables and figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from symgame.collect import MANIFEST
from symgame.formats.appendix import Appendix
from symgame.render.concepts import slug
from symgame.render.document import frame
from symgame.render.fragments import Fragment
from symgame.render.notation import notation_of
from symgame.render.trees import STYLES_FILE
from symgame.render.write import NOTATION_FILE

DOCUMENT = "appendix.tex"


def appendix_files(
    plan: Appendix, made: Sequence[Sequence[Fragment]], derived: Sequence[Sequence[Any]], *, notation: str
) -> tuple[Fragment, ...]:
    """The notation file, the headings, and the document that inputs everything.

    Parameters
    ----------
    plan : Appendix
    made : sequence of sequences of Fragment
        The files of each game's report, in the order of the plan.
    derived : sequence of sequences
        The values that they were written from.
    notation : str
        ``"macros"`` or ``"inline"``.

    Examples
    --------
    >>> from symgame.collect import report_files
    >>> from symgame.formats.appendix import Section
    >>> from symgame.formats.example_files import example_text
    >>> from symgame.formats.toml import game_file
    >>> file = game_file(example_text("fine-tuning"), "fine-tuning.toml")
    >>> plan = Appendix("Proofs", "", (Section("Bargaining", "", (file,)),))
    >>> made = appendix_files(plan, [report_files(file, [file.game])], [[file.game]], notation="inline")
    >>> [f.file for f in made]
    ['section-bargaining.tex', 'game-fine-tuning.tex', 'appendix.tex']
    """
    shared = notation_of(*[o for objects in derived for o in objects], kind=notation)
    common = [Fragment(NOTATION_FILE, shared.file())] if notation == "macros" else []
    headings: list[Fragment] = []
    inputs: list[str] = []
    waiting = iter(made)
    for section in plan.sections:
        if section.title:
            headings.append(Fragment(f"section-{slug(section.title)}.tex", _heading("section", section.title, section.introduction)))
            inputs.append(_name(headings[-1]))
        for file in section.games:
            level = "subsection" if section.title else "section"
            headings.append(Fragment(f"game-{file.name}.tex", _heading(level, file.title, file.report.introduction)))
            skipped = {NOTATION_FILE, STYLES_FILE, MANIFEST, f"{file.name}.tex"}
            parts = [f for f in next(waiting) if f.picture is None and f.file not in skipped]
            inputs += [_name(f) for f in (headings[-1], *parts)]
    text = frame(
        "document",
        title=plan.title,
        short=plan.short,
        wide=True,
        introduction=plan.introduction,
        figures=any(f.file == STYLES_FILE for files in made for f in files),
        pictures=any(f.picture is not None for files in made for f in files),
        notation_file=NOTATION_FILE.removesuffix(".tex") if common else "",
        files=inputs,
    )
    return (*common, *headings, Fragment(DOCUMENT, text))


def _heading(level: str, title: str, introduction: str) -> str:
    text = introduction.strip()
    return f"\\{level}{{{title}}}\n" + (f"\n{text}\n" if text else "")


def _name(file: Fragment) -> str:
    return file.file.removesuffix(".tex")
