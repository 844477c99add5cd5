"""Which composer reads what a delivery is to say, by the kind of the delivery.

Each story adds its line; the drain looks a delivery's kind up here at the moment it is sent.
"""

from __future__ import annotations

from bot.flows import digest
from bot.flows.message import Composer

COMPOSERS: dict[str, Composer] = {
    digest.DIGEST: digest.compose_digest,
    digest.ITEM: digest.compose_item,
}
