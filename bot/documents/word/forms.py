"""The Word forms there are: Milepost's own, and those that a state puts into its folder.

The folder is `documents/forms` in the directory of one's own words. A form there called `plan.docx`
takes the place of Milepost's own; any other is one more to choose from.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bot.documents.checks import nearest
from bot.documents.word.filling import Form
from bot.overlay import PACKAGED, OverlayFault

FOLDER = Path("documents", "forms")
OWN = "plan"


def form_paths(overlay: Path | None = None) -> Mapping[str, Path]:
    """Give the forms by name, one's own before Milepost's."""
    found: dict[str, Path] = {}
    for root in (PACKAGED, overlay):
        if root is not None and (root / FOLDER).is_dir():
            paths = sorted((root / FOLDER).glob("*.docx"))
            found |= {path.stem: path for path in paths if not path.name.startswith(("~", "."))}
    return found


def open_form(name: str, overlay: Path | None = None) -> Form:
    """Give a form by name. Raises `OverlayFault` for one that is not there, or that cannot be used."""
    paths = form_paths(overlay)
    if name not in paths:
        close = nearest(name, paths)
        hint = f"; did you mean {close}?" if close else f"; there are: {', '.join(sorted(paths))}"
        raise OverlayFault(
            (overlay or PACKAGED) / FOLDER / f"{name}.docx", None, f"there is no such form{hint}"
        )
    return Form(paths[name])
