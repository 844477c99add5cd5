"""Keeps foreign web pages out: one that is open in the same browser must not drive the workspace.

A browser says where a request comes from, in `Sec-Fetch-Site` and `Origin`; a program that is no browser
sends neither, and is let in. A name that somebody points at this machine (DNS rebinding) makes a foreign
page look like ours to the browser, so requests must also address us by a number or a name that is ours.
"""

from collections.abc import Awaitable, Callable, Iterable
from ipaddress import ip_address
from urllib.parse import urlsplit

from aiohttp import hdrs, web

PAGES = ("/", "/oauth/v2/authorize")
"""What a person may come to by a link on another page; it may not be shown inside that page."""

SOCKET = "/link/"
"""Opened with an address that is good once, which no foreign page learns; clients vary in what they send."""

OURS = ("same-origin", "none")
NOT_FRAMED = {
    "Content-Security-Policy": "frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Guard:
    """Decides by a request's headers whether it may come in."""

    def __init__(self, names: Iterable[str]) -> None:
        """Let requests in that address us by one of these names, by "localhost" or by a number."""
        self.names = {"localhost", *(name.lower() for name in names)}

    def refusal(self, request: web.Request) -> str:
        """Give in words why a request may not come in; empty when it may."""
        name = _name(request.headers.get(hdrs.HOST, ""))
        if not (name in self.names or _is_number(name)):
            return f"This workspace does not answer to the name {name!r}. Use localhost or 127.0.0.1."
        if request.path == SOCKET or _is_visit(request):
            return ""
        if request.headers.get("Sec-Fetch-Site", "none") not in OURS or not _own_origin(request):
            return "Another web page may not use this workspace."
        return ""


def _name(host: str) -> str:
    """Give the name in a Host header, without the port and the brackets of IPv6."""
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def _is_number(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _is_visit(request: web.Request) -> bool:
    """Tell whether a person comes to a page, in a window of its own."""
    sent = request.headers
    goes = (sent.get("Sec-Fetch-Mode"), sent.get("Sec-Fetch-Dest")) == ("navigate", "document")
    return goes and request.method == hdrs.METH_GET and request.path in PAGES


def _own_origin(request: web.Request) -> bool:
    """Tell whether a request comes from a page of ours, or from no page at all."""
    origin = request.headers.get(hdrs.ORIGIN)
    return origin is None or urlsplit(origin).netloc == request.headers.get(hdrs.HOST)


async def _close_frames(request: web.Request, response: web.StreamResponse) -> None:
    """Say that no page may show what we answer inside itself; what programs are answered stays as Slack's."""
    if not request.path.startswith(("/api/", SOCKET)):
        response.headers.update(NOT_FRAMED)


def add_guard(app: web.Application, names: Iterable[str]) -> None:
    """Have every request of an application looked at first; `names` are those that it is reached by."""
    guard = Guard(names)

    @web.middleware
    async def look(request: web.Request, handler: Handler) -> web.StreamResponse:
        if refusal := guard.refusal(request):
            return web.json_response(
                {"ok": False, "error": "foreign_page", "message": refusal},
                status=web.HTTPForbidden.status_code,
            )
        return await handler(request)

    app.middlewares.append(look)
    app.on_response_prepare.append(_close_frames)
