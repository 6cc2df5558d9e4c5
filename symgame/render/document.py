"""Templates: the frames around what the other modules of `symgame.render` write.

The templates hold environments and packages, never a formula.  Delimiters are LaTeX commands, so that a
template stays readable: ``\\VAR{…}`` inserts, ``\\BLOCK{…}`` controls.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import jinja2


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.PackageLoader("symgame.render", "templates"),
        block_start_string="\\BLOCK{",
        block_end_string="}",
        variable_start_string="\\VAR{",
        variable_end_string="}",
        comment_start_string="\\#{",
        comment_end_string="}",
        trim_blocks=True,
        autoescape=False,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
    )


def frame(template: str, **values: Any) -> str:
    r"""The text of a template with its values.

    Parameters
    ----------
    template : str
        Name without ``.tex.jinja``.
    values : str, bool or list of str

    Returns
    -------
    str
        Ending in exactly one newline.

    Examples
    --------
    >>> print(frame("model", label="model:g", model="00", body="Text."), end="")
    % model:g
    % model 00
    Text.
    """
    text = _environment().get_template(f"{template}.tex.jinja").render(**values)
    return "\n".join(line.rstrip() for line in text.strip().splitlines()) + "\n"
