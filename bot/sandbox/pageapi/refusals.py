"""What the page is told when something cannot be done: one answer, whichever route was asked."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.sandbox.acts.actor import ActError

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def refused(code: str, words: str) -> web.Response:
    """Give the answer that something cannot be done: a code for programs, words for people.

    Its HTTP status is 200, as Slack's own is: the request was understood.
    """
    return web.json_response({"ok": False, "error": code, "message": words})


def in_words(handler: Handler) -> Handler:
    """Have a route answer in words where Slack's client would not let a person do what is asked."""

    async def answer(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except ActError as refusal:
            return refused(refusal.code, str(refusal))

    return answer
