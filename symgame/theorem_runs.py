"""Runs over many theorem files: side by side, with a cache, and the tables that report them.

A run gives one record a file.  Records are plain text, so that a later run reads them back instead of deriving again: the
key is the text of the file with the source of the package and the versions of its back ends.  Only a record whose
verdict is the declared status is remembered; anything else is looked at again.
"""

from __future__ import annotations

import ast
import multiprocessing
import os
import re
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass, field
from pathlib import Path

from symgame.cache import Cache
from symgame.errors import FileFormatError, SymgameError
from symgame.printing import Value
from symgame.theorem_files import check_file, theorem_files

HEAD = "| id | statement | source | status | decider | time |\n|---|---|---|---|---|---|\n"
SLOWEST = 10
SLOWEST_HEAD = "\n## The slowest\n\n| file | time |\n|---|---|\n"
ROW = re.compile(r"^\| \[[^\]]*\]\(([^)]*)\) \|.*\| ([^|]*) \| (\d+ s|-) \|$", re.MULTILINE)
INTRODUCTION = """# Theorems

One statement a file: `symgame check theorems/` checks each against the status that it declares, and
`symgame check theorems/ --table theorems/README.md` writes this table. Times are seconds of one run on two cores; a run that finds
its results in the cache reads them back. A run on some of the files renews their rows and keeps the others.
"""


@dataclass(frozen=True)
class Record(Value):
    """What was found of one theorem file, as text.

    Parameters
    ----------
    path : str
    declared, found : str
        The status that the file declares, and the one that was found.
    agrees : bool
    by : tuple of str
        The deciders.
    reason : str
        Why it is open, if it is.
    seconds : float
        Of the run that decided it.
    remembered : bool
        Whether the record comes from the cache.

    Examples
    --------
    >>> Record("a.py", "proved", "proved", True).agrees
    True
    """

    path: str
    declared: str
    found: str
    agrees: bool
    by: tuple[str, ...] = ()
    reason: str = ""
    seconds: float = field(default=0.0, compare=False)
    remembered: bool = field(default=False, compare=False)


def check_record(path: str | Path) -> Record:
    """Check one theorem file; the record is plain text, also where the statement could not be derived.

    Raises
    ------
    FileFormatError

    Examples
    --------
    >>> check_record("missing.py")
    Traceback (most recent call last):
    symgame.errors.FileFormatError: missing.py holds no theorem() with a STATUS
    """
    try:
        done = check_file(path)
    except FileFormatError:
        raise
    except SymgameError as error:  # the statement could not be made: one row of the table, not the end of the run
        declared = read_entry(Path(path), Path(path).parent).status
        return Record(str(path), declared, "no statement", False, reason=f"{type(error).__name__}: {error}")
    verdict = done.result.verdict
    return Record(str(path), done.file.status, done.result.status, done.agrees, tuple(verdict.by), verdict.reason, round(done.seconds, 1))


def remembered(path: Path, cache: Cache) -> Record | None:
    """The record of an earlier run on the same text, None if there is none.

    Examples
    --------
    >>> import tempfile
    >>> remembered(Path(__file__), Cache(tempfile.mkdtemp())) is None
    True
    """
    data = cache.get(_question(path))
    try:
        return Record(**{**data, "path": str(path), "by": tuple(data["by"]), "remembered": True})
    except (TypeError, KeyError):
        return None


def _question(path: Path) -> str:
    return f"theorem file\n{path.read_text(encoding='utf-8')}"


def process_pool(jobs: int) -> ProcessPoolExecutor:
    """A pool of fresh processes, one a core, at most `jobs`.

    Examples
    --------
    >>> with process_pool(1) as pool:
    ...     pool.submit(abs, -1).result()
    1
    """
    workers = max(1, min(jobs, os.cpu_count() or 1))
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))


def check_files(
    paths: Sequence[str | Path], *, cache: Cache | str | Path | None = None, done: Callable[[str, int], None] = lambda name, of: None
) -> tuple[Record, ...]:
    """Check the theorem files among the paths and in the folders among them, side by side.

    Parameters
    ----------
    paths : sequence of path
    cache : Cache or path of a folder, optional
        Where records are remembered.
    done : callable
        Called with the name of each file that was checked, and the number of files.

    Returns
    -------
    tuple of Record
        In the order of the files.

    Raises
    ------
    FileFormatError
        If there is no theorem file, or one cannot be read.

    Examples
    --------
    >>> check_files(["nowhere"])
    Traceback (most recent call last):
    ...
    symgame.errors.FileFormatError: nowhere does not exist
    """
    files = theorem_files(paths)
    if not files:
        raise FileFormatError(f"no theorem file in {', '.join(map(str, paths))}")
    store = cache if cache is None or isinstance(cache, Cache) else Cache(cache)
    found: dict[Path, Record] = {}
    for path in files if store else ():
        record = remembered(path, store) if store else None
        if record is not None:
            found[path] = record
            done(path.stem, len(files))
    rest = [path for path in files if path not in found]
    if rest:
        with process_pool(len(rest)) as pool:
            waiting = {pool.submit(check_record, path): path for path in rest}
            for future in as_completed(waiting):
                path, record = waiting[future], future.result()
                found[path] = record
                if store and record.agrees:
                    store.put(_question(path), asdict(record))
                done(path.stem, len(files))
    return tuple(found[path] for path in files)


def check_table(records: Sequence[Record]) -> str:
    """One line a theorem file: agreement, declared status, what was found, seconds, file, by whom.

    Examples
    --------
    >>> check_table([])
    '0 of 0 statements have their declared status\\n'
    """
    lines = []
    for r in records:
        mark, by = "ok  " if r.agrees else "DIFF", ", ".join(r.by) or "-"
        lines.append(f"{mark} {r.declared:17} {r.found:17} {r.seconds:6.1f} s  {r.path}  [{by}]")
        if not r.agrees and r.reason:
            lines.append(f"     {r.reason[:300]}")
    good = sum(1 for r in records if r.agrees)
    kept = sum(1 for r in records if r.remembered)
    cached = f", {kept} read from the cache" if kept else ""
    lines.append(f"{good} of {len(records)} statements have their declared status{cached}")
    return "\n".join(lines) + "\n"


@dataclass(frozen=True)
class Entry(Value):
    """What the table says of a theorem file without running it.

    Parameters
    ----------
    path : str
        Inside the folder of the table.
    number, statement, source, status : str

    Examples
    --------
    >>> Entry("a/b.py", "B1", "Two means.", "own", "proved").row("-", "-")
    '| [B1](a/b.py) | Two means. | own | proved | - | - |'
    """

    path: str
    number: str
    statement: str
    source: str
    status: str

    def row(self, decider: str, seconds: str) -> str:
        """The line of the table."""
        cells = [f"[{self.number}]({self.path})", self.statement, self.source, self.status, decider, seconds]
        return "| " + " | ".join(c.replace("|", "\\|") for c in cells) + " |"


def read_entry(path: Path, folder: Path) -> Entry:
    """Read a theorem file's docstring and status, without running it.

    Examples
    --------
    >>> import tempfile
    >>> place = Path(tempfile.mkdtemp())
    >>> _ = (place / "b.py").write_text('"Two means.\\\\n\\\\nNumbering: B1."\\nSTATUS = "proved"\\n')
    >>> read_entry(place / "b.py", place).number
    'B1'
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    words = " ".join((ast.get_docstring(tree) or "").split("\n\n")[0].split("\n")[:1])
    everything = " ".join((ast.get_docstring(tree) or "").split())
    number = re.search(r"Numbering: ([A-Z][-\w]*(?: \([^)]*\))?)", everything)
    source = re.search(r"[Aa]fter [A-Z][^;.]*?\(\d{4}\)", everything)
    status = next(ast.literal_eval(n.value) for n in tree.body if isinstance(n, ast.Assign) and ast.unparse(n.targets[0]) == "STATUS")
    cited = source.group(0)[0].lower() + source.group(0)[1:] if source else "own"
    return Entry(path.relative_to(folder).as_posix(), number.group(1) if number else path.stem, words, cited, status)


def markdown_table(folder: str | Path, records: Sequence[Record] = (), *, old: str = "") -> str:
    """The table of all theorem files in a folder, by subfolder, and the slowest of them.

    Parameters
    ----------
    folder : str or Path
    records : sequence of Record
        What was found; a file without a record keeps the decider and the time that `old` gives it.
    old : str
        The file as it was: what stands above its first section is kept too.

    Examples
    --------
    >>> import tempfile
    >>> markdown_table(tempfile.mkdtemp()).splitlines()[0]
    '# Theorems'
    """
    folder = Path(folder)
    known = {path: (decider, seconds) for path, decider, seconds in ROW.findall(old)}
    fresh = {Path(r.path).resolve(): (", ".join(r.by) or "-", f"{r.seconds:.0f} s") for r in records}
    parts: dict[str, list[str]] = {}
    times: list[tuple[int, str]] = []
    for path in theorem_files([folder]):
        entry = read_entry(path, folder)
        decider, seconds = fresh.get(path.resolve()) or known.get(entry.path, ("-", "-"))
        parts.setdefault(path.parent.name, []).append(entry.row(decider, seconds))
        times += [(int(seconds.removesuffix(" s")), entry.path)] if seconds != "-" else []
    sections = [f"\n## {name.replace('_', ' ').capitalize()}\n\n{HEAD}" + "\n".join(rows) + "\n" for name, rows in parts.items()]
    slowest = [f"| {path} | {seconds} s |\n" for seconds, path in sorted(times, reverse=True)[:SLOWEST]]
    head = old.split("\n## ")[0].rstrip("\n") + "\n" if "\n## " in old else INTRODUCTION
    return head + "".join([*sections, SLOWEST_HEAD, *slowest])


def without_times(table: str) -> list[str]:
    """The table without deciders and times, and without the slowest: what must be current.

    Examples
    --------
    >>> without_times("| a | b | c | proved | z3 | 1 s |")
    ['| a | b | c | proved']
    """
    lines = table.split(SLOWEST_HEAD)[0].splitlines()
    return [re.sub(r"( \|[^|]*){2} \|$", "", line) if line.startswith("| ") else line for line in lines]
