"""What works behind the doors: the routine and its beat, sending, and looking outside."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.clock import Clock
from bot.feeds.errand import Errand
from bot.flows import upcoming
from bot.flows.kit import Kit
from bot.outbox.errand import Outbox
from bot.outbox.settings import OutboxSettings
from bot.schedule import Beat, Routine, Schedule
from bot.settings import Settings
from bot.slack.channels import Channels
from bot.slack.directory import Directory
from bot.slack.drain import Drain
from bot.slack.pace import Pace
from bot.slack.rounds import Seldom
from bot.slack.wire import Wire
from storage import plan_copies, plan_files
from storage.database import Database

ROUTINE = Routine(plan=upcoming.plan, sweep=upcoming.sweep, next_due=upcoming.next_due)


class Works:
    """The works of one workspace: `schedule` keeps `beat` going, `outbox` sends to elsewhere."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        kit: Kit,
        clock: Clock,
        workspace_id: int,
        wire: Wire,
        stopped: Callable[[str], Awaitable[None]],
    ) -> None:
        """Put them together; `stopped` hears the reason when Slack lets the workspace be served no more."""
        parts = (database, kit, clock, workspace_id)
        pace = Pace(settings.messages_per_minute, settings.pace)
        overlay = str(settings.prompts_overlay) if settings.prompts_overlay else None
        drain = Drain(*parts, wire.client, wire.bot_user_id, pace, stopped)
        directory = Directory(*parts, wire.client, pace)
        channels = Channels(database, clock, workspace_id, wire.client, pace)
        errand = Errand(database, clock, workspace_id, overlay)
        files = Seldom(
            database, workspace_id, plan_files.waiting, "bot.slack.plan_files:PlanFiles",
            *parts, wire.session, wire.base_url, wire.token, overlay,
        )  # fmt: skip
        copies = Seldom(
            database, workspace_id, plan_copies.waiting, "bot.slack.plan_copies:PlanCopies",
            *parts, wire.client, pace, wire.session, overlay,
        )  # fmt: skip
        own = OutboxSettings.of(settings, settings.prompts_overlay)
        self.outbox = Outbox(database, clock, workspace_id, own)
        looks = (errand.round, directory.round, channels.round, files.round, copies.round)
        rounds = (*looks, self.outbox.round)
        self.beat = Beat(database, kit, clock, ROUTINE, workspace_id, drain.empty, rounds)
        self.schedule = Schedule(self.beat)
