"""Many counts of school days in one calendar, each day looked at once."""

from __future__ import annotations

from datetime import date, timedelta

from bot.rules.calendar import SchoolCalendar

_DAY = timedelta(days=1)


class SchoolDayCount:
    """Counts a calendar's school days around `origin`; made for one judgment and then let go.

    A plan has hundreds of dates that are all counted to the same today; walking from each of them
    anew took most of the time of a judgment.
    """

    def __init__(self, calendar: SchoolCalendar, origin: date) -> None:
        """Count in `calendar`, best close to `origin`."""
        self._calendar = calendar
        self._origin = origin
        self._ahead = [0]
        self._back = [0]

    def after(self, start: date, end: date) -> int:
        """How many school days there are after `start`, up to and including `end`."""
        return max(0, self._until(end) - self._until(start))

    def between(self, first: date, last: date) -> int:
        """How many school days there are from `first` to `last`, both included."""
        return self.after(first - _DAY, last)

    def _until(self, day: date) -> int:
        """School days after the origin up to `day`; below zero for a day before the origin."""
        distance = (day - self._origin).days
        if distance >= 0:
            while len(self._ahead) <= distance:
                following = self._origin + len(self._ahead) * _DAY
                self._ahead.append(self._ahead[-1] + self._calendar.is_school_day(following))
            return self._ahead[distance]
        while len(self._back) <= -distance:
            earlier = self._origin - (len(self._back) - 1) * _DAY
            self._back.append(self._back[-1] + self._calendar.is_school_day(earlier))
        return -self._back[-distance]
