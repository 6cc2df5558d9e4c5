"""Values that remember what they computed, and forget it when they are copied or pickled."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from symgame.printing import Value


class CachedValue(Value):
    """A `Value` whose cached properties are no part of its state."""

    def __getstate__(self) -> dict[str, Any]:
        return {f.name: getattr(self, f.name) for f in fields(self)}  # type: ignore[arg-type]
