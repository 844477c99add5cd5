"""The town, for tests of what Milepost looks up in Slack."""

from tests.town import http_town, town

__all__ = ["http_town", "town"]
