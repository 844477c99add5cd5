"""The files of `prompts/`, with a district's own files laid over them.

A district replaces a file by putting one of the same name into a directory of its own, and adds guided
forms by putting files of other names into its `instruments/`. What is wrong
with such a file is an `OverlayFault`: the file, the line, and what to do, in one sentence.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import prompts

PACKAGED = Path(prompts.__file__).parent
_SUFFIXES = (".j2", ".yaml")
_OPEN = "instruments/"
"""The directory to which a district may add files of its own."""


class OverlayFault(Exception):
    """A file of words or data that cannot be used; `str()` names file, line and reason."""

    def __init__(self, path: Path, line: int | None, reason: str) -> None:
        self.path = path
        self.line = line
        self.reason = reason
        where = f"{path}, line {line}" if line else str(path)
        super().__init__(f"{where}: {reason}")


@dataclass(frozen=True, slots=True)
class PromptFile:
    """One file: its name below `prompts/`, its text, where it lies, and the packaged text it replaces."""

    name: str
    text: str
    path: Path
    packaged_text: str

    @property
    def overlaid(self) -> bool:
        """True when a district's own file is used instead of the packaged one."""
        return self.path.parent != (PACKAGED / self.name).parent


PromptFiles = Mapping[str, PromptFile]


def read_prompts(overlay: Path | None = None) -> PromptFiles:
    """All files by name ("messages/checkin.yaml"), a district's own where there is one.

    Raises `OverlayFault` for an overlay directory that is missing, a file that replaces nothing, or
    a file that is not UTF-8 text.
    """
    files = {}
    for name, path in _below(PACKAGED):
        text = _read(path)
        files[name] = PromptFile(name, text, path, packaged_text=text)
    if overlay is None:
        return files
    if not overlay.is_dir():
        raise OverlayFault(
            overlay, None, "this directory of your own words does not exist; create it or clear the setting"
        )
    for name, path in _below(overlay):
        if name not in files and not name.startswith(_OPEN):
            raise OverlayFault(path, None, _replaces_nothing(name, list(files)))
        text = _read(path)
        files[name] = PromptFile(name, text, path, files[name].text if name in files else text)
    return files


def _below(directory: Path) -> list[tuple[str, Path]]:
    found = []
    for path in sorted(directory.rglob("*")):
        parts = path.relative_to(directory).parts
        if path.suffix in _SUFFIXES and path.is_file() and not any(part.startswith(".") for part in parts):
            found.append(("/".join(parts), path))
    return found


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise OverlayFault(path, line, "this is not UTF-8 text; save the file again as UTF-8") from error
    except OSError as error:
        raise OverlayFault(path, None, f"the file cannot be read ({error.strerror})") from error


def _replaces_nothing(name: str, known: list[str]) -> str:
    close = difflib.get_close_matches(name, known, n=1)
    hint = (
        f"; did you mean {close[0]}?"
        if close
        else "; the names are those of Milepost's own prompts directory"
    )
    return f"there is no file named {name} to replace{hint}"
