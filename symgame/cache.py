"""Results remembered by content: a folder of small JSON files, each named by the sha256 of what it answers.

A key covers the question, the source of the package and the versions of what it stands on, so that nothing stale is ever
read.  Files are written whole and renamed into place: several processes may share a folder.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from symgame.errors import ArgumentError

BACK_ENDS = ("sympy", "python-flint", "z3-solver", "cvc5")


class Cache:
    """A folder of remembered results.

    Parameters
    ----------
    folder : str or Path
        Made when the first result is stored.

    Raises
    ------
    ArgumentError
        If the path is a file.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     cache = Cache(folder)
    ...     cache.put("what is 1 + 1", {"answer": 2})
    ...     cache.get("what is 1 + 1"), cache.get("something else")
    ({'answer': 2}, None)
    """

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)
        if self.folder.is_file():
            raise ArgumentError(f"the cache {folder} is a file; name a folder")

    def _place(self, question: str) -> Path:
        digest = hashlib.sha256(f"{fingerprint()}\n{question}".encode()).hexdigest()
        return self.folder / f"{digest}.json"

    def get(self, question: str) -> Any:
        """What was stored for the question, or None; a damaged file counts as nothing."""
        try:
            return json.loads(self._place(question).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None

    def put(self, question: str, answer: Any) -> None:
        """Remember the answer, which JSON must be able to hold."""
        text = json.dumps(answer)
        self.folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self.folder, suffix=".tmp")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(name, self._place(question))


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """The versions of the back ends and a hash of the package's source.

    Examples
    --------
    >>> "sympy" in fingerprint()
    True
    """
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return "\n".join([f"source {digest.hexdigest()}", *(f"{name} {_version(name)}" for name in BACK_ENDS)])


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"
