"""The game files that ship with the package, as texts by name."""

from __future__ import annotations

from importlib import resources

from symgame.errors import ArgumentError


def example_names() -> tuple[str, ...]:
    """The names of the games that ship with the package.

    Examples
    --------
    >>> "fine-tuning" in example_names()
    True
    """
    folder = resources.files("symgame.formats") / "examples"
    return tuple(sorted(f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml")))


def example_text(name: str) -> str:
    """The text of the game file `name`.

    Raises
    ------
    ArgumentError
        If there is none of that name.

    Examples
    --------
    >>> example_text("fine-tuning").splitlines()[2]
    'title = "The fine-tuning game with quadratic costs"'
    """
    if name not in example_names():
        raise ArgumentError(f"no example {name!r}; there are {', '.join(example_names())}")
    return (resources.files("symgame.formats") / "examples" / f"{name}.toml").read_text(encoding="utf-8")
