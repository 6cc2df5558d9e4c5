"""Reading a game from a file, whichever format its ending names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from symgame.errors import FileFormatError
from symgame.formats.efg import read_efg
from symgame.formats.nfg import read_nfg
from symgame.formats.toml import GameFile, game_file


def read_text(path: str | Path) -> str:
    """The text of a file.

    Raises
    ------
    FileFormatError
        If it cannot be read, or is not UTF-8.

    Examples
    --------
    >>> read_text("nowhere.toml")
    Traceback (most recent call last):
    ...
    symgame.errors.FileFormatError: nowhere.toml: No such file or directory
    """
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError as error:
        raise FileFormatError(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise FileFormatError(f"{path}: not UTF-8 text at byte {error.start}") from None


def read_game_file(path: str | Path) -> GameFile:
    """The game of a TOML file, with its name, title and report.

    Raises
    ------
    FileFormatError
        With the file, the place and the fault.

    Examples
    --------
    >>> read_game_file("game.txt")
    Traceback (most recent call last):
    ...
    symgame.errors.FileFormatError: game.txt: no such file format; a game file ends in .toml
    """
    if Path(path).suffix != ".toml":
        raise FileFormatError(f"{path}: no such file format; a game file ends in .toml")
    return game_file(read_text(path), Path(path).name)


def read_game(path: str | Path) -> Any:
    """The game that a file describes.

    Parameters
    ----------
    path : str or Path
        Ending in ``.toml``, or in ``.efg`` or ``.nfg`` (Gambit's formats).

    Returns
    -------
    SequentialGame, ExtensiveFormGame or NormalFormGame

    Raises
    ------
    FileFormatError
        With the file, the place and the fault.

    Examples
    --------
    >>> import tempfile
    >>> from symgame.formats.example_files import example_text
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "game.toml").write_text(example_text("fine-tuning"))
    >>> read_game(folder / "game.toml").parameters
    (c_0, c_1)
    """
    if Path(path).suffix == ".efg":
        return read_efg(path)
    if Path(path).suffix == ".nfg":
        return read_nfg(path)
    return read_game_file(path).game
