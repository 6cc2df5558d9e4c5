"""The plan of an appendix: ``appendix.toml`` in a folder of game files.

It gives the title, and sections, each with a title, an introduction in LaTeX and the game files in their order, as paths from
the folder.  A folder without a plan gives one section with all of its own game files in order of name.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import msgspec

from symgame.errors import FileFormatError
from symgame.formats.read import read_game_file, read_text
from symgame.formats.schema import AppendixTable
from symgame.formats.toml import GameFile
from symgame.printing import Value

PLAN = "appendix.toml"


@dataclass(frozen=True)
class Section(Value):
    """A family of games.

    Parameters
    ----------
    title, introduction : str
        As LaTeX; a section without a title has no heading.
    games : tuple of GameFile
    """

    title: str
    introduction: str
    games: tuple[GameFile, ...]


@dataclass(frozen=True)
class Appendix(Value):
    """Title, introduction, and sections.

    Parameters
    ----------
    title, introduction : str
    sections : tuple of Section
    short : str
        The title above the pages, where the whole one is too long for it.
    """

    title: str
    introduction: str
    sections: tuple[Section, ...]
    short: str = ""

    @property
    def games(self) -> tuple[GameFile, ...]:
        """All game files in order."""
        return tuple(g for s in self.sections for g in s.games)


def read_appendix(folder: str | Path) -> Appendix:
    """The plan of a folder, with its game files read.

    Raises
    ------
    FileFormatError
        If there is no game file, the plan is wrong, or two game files have one name.

    Examples
    --------
    >>> import tempfile
    >>> from symgame.formats.example_files import example_text
    >>> place = Path(tempfile.mkdtemp())
    >>> _ = (place / "bargain.toml").write_text(example_text("fine-tuning"))
    >>> _ = (place / "appendix.toml").write_text('title = "Proofs"\\n[[sections]]\\ntitle = "One"\\ngames = ["bargain.toml"]\\n')
    >>> found = read_appendix(place)
    >>> found.title, [s.title for s in found.sections], [g.name for g in found.games]
    ('Proofs', ['One'], ['bargain'])
    """
    folder = Path(folder)
    plan = folder / PLAN
    if plan.exists():
        table = _table(plan)
        sections = tuple(
            Section(s.title, s.introduction.strip(), tuple(read_game_file(folder / g) for g in s.games)) for s in table.sections
        )
        found = Appendix(table.title, table.introduction.strip(), sections, table.short)
    else:
        files = tuple(read_game_file(p) for p in sorted(folder.glob("*.toml")))
        found = Appendix(folder.resolve().name.replace("_", " ").capitalize(), "", (Section("", "", files),))
    names = [g.name for g in found.games]
    if not names:
        raise FileFormatError(f"{folder} holds no game file")
    for name in names:
        if names.count(name) > 1:
            raise FileFormatError(f"{plan}: two game files are named {name}.toml; their labels would be the same")
    return found


def _table(plan: Path) -> AppendixTable:
    try:
        return msgspec.convert(tomllib.loads(read_text(plan)), AppendixTable)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise FileFormatError(f"{plan}: {error}") from None
