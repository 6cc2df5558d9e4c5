"""Imports go one way: a layer knows the layers below it, and no module is part of a cycle."""

from __future__ import annotations

import networkx as nx
import pytest

from tests.architecture.source import modules

# From the bottom to the top; names of one line do not know each other.
LAYERS = [
    {"errors"},
    {"budget", "cache"},
    {"printing"},
    {"logic", "games"},
    {"solve"},
    {"models"},
    {"theorems"},
    {"theorem_files"},
    {"theorem_runs", "proof_chain"},
    {"render", "formats"},
    {"collect"},
    {"appendix"},
    {"cli", "pytest_plugin"},
    {"__main__"},
]
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}

# The Jupyter hook of the `Value` mixin asks the renderer, and only when a notebook does.
EXCEPTIONS = {("symgame.printing", "symgame.render.latex"), ("symgame.printing", "symgame.render.tree_svg")}

# Where a library may be imported; extras only inside functions.
ONLY_IN = {
    "jinja2": ("symgame/render/document.py",),
    "matplotlib": ("symgame/render/",),
    "lark": ("symgame/formats/",),
    "tomllib": ("symgame/formats/",),
    "msgspec": ("symgame/formats/",),
    "click": ("symgame/cli.py",),
    "rich": ("symgame/cli.py",),
    "z3": ("symgame/logic/",),
    "cvc5": ("symgame/logic/",),
    "highspy": ("symgame/logic/",),
}
EXTRAS = {"matplotlib", "numpy", "scipy", "pandas", "sklearn", "cvc5", "highspy", "pygambit", "dask", "IPython"}


def part(module: str) -> str:
    pieces = module.split(".")
    return pieces[1] if len(pieces) > 1 else "symgame"


@pytest.mark.parametrize("module", modules(), ids=lambda m: m.name)
def test_imports_go_down(module):
    if module.name == "symgame":
        return
    assert part(module.name) in RANK, f"{module.place}: no layer for {part(module.name)!r}; name one in LAYERS"
    for found in module.imports:
        if not found.target.startswith("symgame") or (module.name, found.target) in EXCEPTIONS:
            continue
        here, there = part(module.name), part(found.target)
        assert there != "symgame", (
            f"{module.place}:{found.line} imports from the top of the package; import from the module that defines it"
        )
        assert here == there or RANK[there] < RANK[here], (
            f"{module.place}:{found.line}: {here} must not know {there}; "
            f"arrows go {' -> '.join('/'.join(sorted(names)) for names in reversed(LAYERS))}"
        )


def test_no_import_cycles():
    names = {m.name for m in modules()}
    graph = nx.DiGraph()
    for module in modules():
        for found in module.imports:
            if found.target in names and not found.type_only and found.target != module.name:
                if (module.name, found.target) not in EXCEPTIONS:
                    graph.add_edge(module.name, found.target)
    cycles = [sorted(c) for c in nx.strongly_connected_components(graph) if len(c) > 1]
    assert not cycles, f"import cycles (imports inside functions count): {cycles}"


@pytest.mark.parametrize("module", modules(), ids=lambda m: m.name)
def test_libraries_stay_in_their_place(module):
    for found in module.imports:
        library = found.target.split(".")[0]
        if library in ONLY_IN:
            assert module.place.startswith(ONLY_IN[library]), (
                f"{module.place}:{found.line}: {library} may be imported only in {', '.join(ONLY_IN[library])}"
            )
        if library in EXTRAS:
            assert not found.at_load or found.type_only, (
                f"{module.place}:{found.line}: {library} is an optional extra; import it inside the function that needs it"
            )
