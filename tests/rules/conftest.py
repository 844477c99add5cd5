"""Property tests on a busy machine: what counts is the result, not how long one example took."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("rules", deadline=None, max_examples=30)
settings.load_profile("rules")
