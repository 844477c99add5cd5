"""The town, for tests that act as people in Slack."""

from tests.town import http_town, town

__all__ = ["http_town", "town"]
