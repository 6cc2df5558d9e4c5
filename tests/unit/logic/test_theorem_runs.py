"""Runs over theorem files: what is remembered, what is not, and the tables."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from symgame.cache import Cache
from symgame.errors import FileFormatError
from symgame.theorem_runs import check_files, check_record, check_table, markdown_table, read_entry, remembered, without_times

TEXT = '''"""Two means.

After Euclid (1482); own words. Numbering: {number}.
"""

import sympy as sp
import symgame as sg

KIND = "theorem"
STATUS = "{status}"
TAGS = ("means",)


def theorem():
    {extra}
    a, b = sp.symbols("a b", positive=True)
    return sg.Theorem("Means", (a + b) / 2 {relation} sp.sqrt(a * b), source="after Euclid (1482)")
'''


def write(folder: Path, name: str, *, number="M1", status="proved", relation=">=", extra="pass") -> Path:
    path = folder / name
    path.write_text(TEXT.format(number=number, status=status, relation=relation, extra=extra), encoding="utf-8")
    return path


def test_the_second_run_runs_no_theorem(tmp_path):
    mark = tmp_path / "runs.txt"
    path = write(tmp_path, "means.py", extra=f"open({str(mark)!r}, 'a').write('x')")
    first, second = (check_files([path], cache=tmp_path / "cache") for _ in range(2))
    assert mark.read_text() == "x" and first == second
    assert not first[0].remembered and second[0].remembered and second[0].agrees


def test_a_changed_file_is_run_again(tmp_path):
    path = write(tmp_path, "means.py")
    check_files([path], cache=tmp_path / "cache")
    write(tmp_path, "means.py", relation="<=")
    (record,) = check_files([path], cache=tmp_path / "cache")
    assert not record.agrees and record.found == "holds-in-a-region" and not record.remembered


def test_a_difference_is_not_remembered(tmp_path):
    path = write(tmp_path, "means.py", status="open")
    check_files([path], cache=tmp_path / "cache")
    assert remembered(path, Cache(tmp_path / "cache")) is None


def test_a_damaged_record_counts_as_nothing(tmp_path):
    path = write(tmp_path, "means.py")
    check_files([path], cache=tmp_path / "cache")
    (stored,) = (tmp_path / "cache").glob("*.json")
    stored.write_text(json.dumps({"path": "means.py"}))
    assert remembered(path, Cache(tmp_path / "cache")) is None
    assert check_files([path], cache=tmp_path / "cache")[0].agrees


def test_progress_names_each_file_and_the_number_of_files(tmp_path):
    write(tmp_path, "first.py", number="M1")
    write(tmp_path, "second.py", number="M2")
    seen: list[tuple[str, int]] = []
    check_files([tmp_path], cache=tmp_path / "cache", done=lambda name, of: seen.append((name, of)))
    assert sorted(seen) == [("first", 2), ("second", 2)]


def test_the_table_names_what_differs(tmp_path):
    good, bad = check_record(write(tmp_path, "good.py")), check_record(write(tmp_path, "bad.py", status="open"))
    text = check_table([good, bad])
    assert "DIFF open" in text and text.endswith("1 of 2 statements have their declared status\n")


def test_a_statement_that_cannot_be_made_is_a_row(tmp_path):
    path = write(tmp_path, "odd.py", extra='raise sg.UncoveredError("the share is not known")')
    record = check_record(path)
    assert not record.agrees and record.found == "no statement"
    assert "UncoveredError: the share is not known" in check_table([record])


def test_markdown_and_what_must_be_current(tmp_path):
    (tmp_path / "means").mkdir()
    path = write(tmp_path / "means", "m_1.py", number="M1 (two)")
    entry = read_entry(path, tmp_path)
    assert (entry.number, entry.statement, entry.source) == ("M1 (two)", "Two means.", "after Euclid (1482)")
    bare, full = markdown_table(tmp_path), markdown_table(tmp_path, [check_record(path)])
    assert "[M1 (two)](means/m_1.py)" in bare and "## Means" in bare and "## The slowest" in full
    assert markdown_table(tmp_path, old=full) == full
    assert bare != full and without_times(bare) == without_times(full)
    write(tmp_path / "means", "m_1.py", number="M1 (two)", status="open")
    assert without_times(markdown_table(tmp_path)) != without_times(full)


def test_an_empty_folder_is_an_error(tmp_path):
    with pytest.raises(FileFormatError, match="no theorem file"):
        check_files([tmp_path])
