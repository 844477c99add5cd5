"""Each person's desk (App Home), and the days on which they are away."""

from __future__ import annotations

from datetime import timedelta

from bot.blocks.home import away_view, home_view
from bot.flows import checkin, home
from bot.forms.away import AwayForm, read_away
from bot.forms.checkin_sent import read_button
from bot.listeners import replies
from bot.listeners.visit import Visit


async def show(visit: Visit) -> None:
    """Lay the desk anew each time it is opened."""
    await visit.ack()
    if visit.body["event"].get("tab", "home") == "home":
        await publish(visit)


async def publish(visit: Visit) -> None:
    """Lay the desk of the person in front of us."""
    desk = await visit.read(home.home_of, visit.who, visit.now)
    view = home_view(visit.kit.words, desk)
    await visit.show(visit.client.views_publish(user_id=visit.who.slack_user_id, view=view))


async def all_on_track(visit: Visit) -> None:
    """One click on the desk: everything of a milestone moves as planned."""
    check_in_id, seen = read_button(visit.action)
    await visit.run(checkin.all_on_track, visit.who, check_in_id, seen, visit.now)
    await visit.ack()
    await publish(visit)


async def ask_days(visit: Visit) -> None:
    """Open the form for days away."""
    today = await visit.read(home.today_of, visit.who, visit.now)
    await visit.ack()
    await visit.open(away_view(visit.kit.words, today.isoformat(), (today + timedelta(days=1)).isoformat()))


async def go_away(visit: Visit) -> None:
    """Store the days, say so, and lay the desk anew."""
    form = read_away(visit.view, await visit.read(home.today_of, visit.who, visit.now))
    if not isinstance(form, AwayForm):
        await replies.wrong(visit, form)
        return
    await replies.done(visit, await visit.run(home.go_away, visit.who, form, visit.now))
    await publish(visit)


async def come_back(visit: Visit) -> None:
    """Take the days away, and lay the desk anew."""
    await visit.run(home.come_back, visit.who, visit.now)
    await visit.ack()
    await publish(visit)
