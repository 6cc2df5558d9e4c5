"""Typesetting a document with pdflatex, in a folder of its own, without shell escape and within a time limit."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from symgame.errors import TypesettingError

SECONDS = 120
FLAGS = ("-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error")


def typeset(document: str | Path) -> Path | None:
    """Typeset `document` beside itself.

    Parameters
    ----------
    document : str or Path
        A ``.tex`` file; what it inputs lies in the same folder.

    Returns
    -------
    Path or None
        The PDF, the same bytes for the same input; None where pdflatex is not installed.

    Raises
    ------
    TypesettingError
        With the first error line of the log, or when it took more than two minutes.

    Examples
    --------
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "a.tex").write_text(r"\\documentclass{article}\\begin{document}a\\end{document}")
    >>> found = typeset(folder / "a.tex")
    >>> found is None or found.name == "a.pdf"
    True
    """
    program = shutil.which("pdflatex")
    if program is None:
        return None
    source = Path(document).resolve()
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "0", "FORCE_SOURCE_DATE": "1", "TEXINPUTS": f"{source.parent}:"}
    with tempfile.TemporaryDirectory() as work:
        for _ in range(3):
            # without the trailer's identifier, which pdfTeX makes from the path, the bytes are reproducible
            start = f"\\pdftrailerid{{}}\\input{{{source.name}}}"
            named = [f"-jobname={source.stem}", f"-output-directory={work}"]
            _run([program, *FLAGS, *named, start], source, environment)
            log = Path(work, f"{source.stem}.log").read_text(encoding="utf-8", errors="replace")
            if "Rerun to get" not in log and "There were undefined references" not in log:
                break
        target = source.with_suffix(".pdf")
        waiting = source.with_suffix(".pdf.new")
        shutil.copyfile(Path(work, f"{source.stem}.pdf"), waiting)
        os.replace(waiting, target)
    return target


def _run(command: list[str], source: Path, environment: dict[str, str]) -> None:
    try:
        done = subprocess.run(command, cwd=source.parent, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        raise TypesettingError(f"pdflatex did not finish {source.name} within {SECONDS} s") from None
    if done.returncode != 0:
        lines = done.stdout.decode(errors="replace").splitlines()
        fault = next((line for line in lines if line.startswith("!")), "no error line in its log")
        raise TypesettingError(f"pdflatex failed on {source.name}: {fault}")
