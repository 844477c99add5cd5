"""What lags, and on what evidence: nine pure rules, and what changed since they were last asked."""

from bot.rules.lagging.flag import Changes, Flag, Remedy, StandingFlag, changes
from bot.rules.lagging.judge import judge

__all__ = ["Changes", "Flag", "Remedy", "StandingFlag", "changes", "judge"]
