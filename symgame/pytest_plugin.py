"""A pytest plugin: every theorem file is one test, which passes when the verdict is the declared status."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


class TheoremFailed(Exception):
    """The verdict differs from the status that the file declares."""


class TheoremItem(pytest.Item):
    """The check of one theorem file."""

    def runtest(self) -> None:
        """Check the statement."""
        from symgame.theorem_files import check_file

        checked = check_file(self.path)
        if not checked.agrees:
            raise TheoremFailed(f"declared {checked.file.status}, found {checked.result.status}: {checked.result.verdict}")

    def repr_failure(self, excinfo: Any, style: Any = None) -> Any:
        """A line for a statement whose status differs, the usual report for anything else."""
        if isinstance(excinfo.value, TheoremFailed):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the statement stands."""
        return self.path, 0, f"theorem {self.name}"


class TheoremModule(pytest.File):
    """A file with one statement."""

    def collect(self) -> Iterator[TheoremItem]:
        """The one test."""
        yield TheoremItem.from_parent(self, name=self.path.stem)


def pytest_collect_file(file_path: Path, parent: Any) -> TheoremModule | None:
    """Collect files that define ``theorem()`` and a ``STATUS``."""
    if file_path.suffix != ".py":
        return None
    from symgame.theorem_files import is_theorem_file

    return TheoremModule.from_parent(parent, path=file_path) if is_theorem_file(file_path) else None
