"""One set of fragments compiles unchanged in every class at hand, and the pages have no overfull line of note."""

import os
import re
import shutil
import subprocess

import pytest

from symgame.errors import ArgumentError, ArgumentTypeError, TypesettingError
from symgame.render.pdf import typeset
from symgame.render.write import latex_files, write_latex
from tests.unit.render.hand_made import GAME, WHOLE

CLASSES = ["amsart", "article", "scrartcl", "acmart", "elsarticle", "llncs"]
PREAMBLE = r"""
\documentclass{%s}
%s
\usepackage{booktabs}
%s
\input{gt-notation}
\begin{document}
%s
\end{document}
"""
WIDEST = 20.0


def need_tex():
    if shutil.which("pdflatex") is None:
        assert not os.environ.get("CI"), "pdflatex is missing in CI"
        pytest.skip("pdflatex is not installed")


def has_class(name):
    found = subprocess.run(["kpsewhich", f"{name}.cls"], capture_output=True, text=True)
    return found.returncode == 0 and bool(found.stdout.strip())


@pytest.mark.parametrize("kind", CLASSES)
def test_fragments_compile_in(kind, tmp_path, fine_tuning_equilibria):
    need_tex()
    if not has_class(kind):
        pytest.skip(f"{kind}.cls is not installed")
    objects = [fine_tuning_equilibria[None].game, *fine_tuning_equilibria.values()]
    write_latex(objects, tmp_path, name="fine-tuning")
    inputs = [f"\\input{{{p.stem}}}" for p in sorted(tmp_path.glob("*-fine-tuning-*.tex"), reverse=True)]
    packages = "" if kind in ("amsart", "acmart", "llncs") else "\\usepackage{amsmath,amsthm}"
    packages = "\\usepackage{amsmath}" if kind == "llncs" else packages
    theorem = "" if kind in ("acmart", "llncs") else "\\newtheorem{proposition}{Proposition}"
    document = tmp_path / "paper.tex"
    document.write_text(PREAMBLE % (kind, packages, theorem, "\n".join(inputs)))
    assert typeset(document).read_bytes().startswith(b"%PDF")


def test_the_document_has_no_wide_line(tmp_path, fine_tuning_equilibria):
    need_tex()
    objects = [fine_tuning_equilibria[None].game, *fine_tuning_equilibria.values()]
    *_, document = write_latex(objects, tmp_path, name="fine-tuning")
    for _ in range(2):
        done = subprocess.run(["pdflatex", "-interaction=nonstopmode", document.name], cwd=tmp_path, capture_output=True, text=True)
    assert "undefined" not in done.stdout
    wide = [float(w) for w in re.findall(r"Overfull \\hbox \(([0-9.]+)pt", done.stdout)]
    assert max(wide, default=0) <= WIDEST


def test_a_fault_of_tex_is_one_line(tmp_path):
    need_tex()
    document = tmp_path / "broken.tex"
    document.write_text("\\documentclass{article}\\begin{document}\\nosuchcommand\\end{document}")
    with pytest.raises(TypesettingError, match="Undefined control sequence"):
        typeset(document)
    assert not (tmp_path / "broken.pdf").exists()


def test_fragments_keep_to_logical_markup():
    """No preamble, no theorem definitions, no spacing by hand."""
    for f in latex_files([GAME, WHOLE], name="monopoly"):
        if f.file in ("monopoly.tex", "gt-notation.tex"):
            continue
        for command in ("\\documentclass", "\\usepackage", "\\newtheorem", "\\quad", "\\,", "\\!", "\\;", "\\vspace", "\\hspace"):
            assert command not in f.text, f"{f.file} holds {command}"


def test_headers_carry_the_model_and_no_engine_version():
    text = next(f.text for f in latex_files([GAME, WHOLE], name="monopoly") if f.file.startswith("prop-"))
    assert re.match(r"% prop:monopoly:spe\n% model [0-9a-f]{16}\n", text)
    assert "0.1.0" not in text


@pytest.mark.parametrize(("objects", "error"), [([], ArgumentError), (["text"], ArgumentTypeError)])
def test_nothing_to_write(objects, error, tmp_path):
    with pytest.raises(error):
        write_latex(objects, tmp_path / "out")
    assert not (tmp_path / "out").exists()
