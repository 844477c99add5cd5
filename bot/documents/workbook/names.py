"""People and teams as cells name them: by name where that is clear, by e-mail or code where it is not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from bot.documents.plan_text import clean_line

_BRACKETED = re.compile(r"[^<>]*<\s*([^<>\s]+@[^<>\s]+)\s*>")
_UNCLEAR = re.compile(r"[,;\n<>@]")


class Names:
    """Keys (e-mail addresses, team codes) by the names people write for them."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Take (key, name) pairs; a name that several keys share stands for none of them."""
        pairs = [(key, name) for key, name in pairs if key]
        shared = Counter(name.casefold() for _, name in pairs)
        self._keys = {key.casefold(): key for key, _ in pairs}
        self._by_name = {name.casefold(): key for key, name in pairs if shared[name.casefold()] == 1}
        self._names = {key: name for key, name in pairs}

    def key(self, written: str) -> str:
        """Give the key for what was written, or the same words back when it is nobody's."""
        text = clean_line(written)
        bracketed = _BRACKETED.fullmatch(text)
        text = bracketed[1] if bracketed else text
        small = text.casefold()
        return self._keys.get(small) or self._by_name.get(small) or text

    def keys(self, written: str) -> tuple[str, ...]:
        """Give the keys of several people, with commas, semicolons or line breaks between them."""
        found: list[str] = []
        for line in re.split(r"[\n;]+", written):
            whole = self.key(line)
            parts = (
                [whole] if whole.casefold() in self._keys else [self.key(part) for part in line.split(",")]
            )
            found.extend(part for part in parts if part)
        return tuple(dict.fromkeys(found))

    def label(self, key: str) -> str:
        """Give what to write for a key so that it reads back: its name, or the key itself."""
        name = self._names.get(key, "")
        clear = name and not _UNCLEAR.search(name) and self.key(name) == key
        return name if clear else key
