"""The frameworks and questions that Milepost works with, loaded from `prompts/` and checked.

`Catalogue.load` is called once, when Milepost starts. Every fault in a file is an `OverlayFault`
that names file, line and reason.
"""

from __future__ import annotations

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.models import Domain, Numbered, Practice, Question, Source, Tag

__all__ = ["Catalogue", "Domain", "Numbered", "Practice", "Question", "Source", "Tag"]
