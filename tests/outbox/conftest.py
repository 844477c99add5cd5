"""The town that Milepost serves by HTTP, and the words."""

from tests.flows.conftest import kit
from tests.town import http_town

__all__ = ["http_town", "kit"]
