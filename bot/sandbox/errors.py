"""The one exception by which a Web API method refuses a call, as Slack words it."""

from typing import Any


class SlackError(Exception):
    """A refusal: `code` is Slack's error string, `extra` what the answer carries besides."""

    def __init__(self, code: str, **extra: Any) -> None:
        super().__init__(code)
        self.code = code
        self.extra = extra

    def answer(self) -> dict[str, Any]:
        """Give the JSON body that Slack would answer."""
        return {"ok": False, "error": self.code, **self.extra}


def bad_payload(code: str, messages: list[str]) -> SlackError:
    """Give the refusal of a malformed payload, with the places in `response_metadata.messages`."""
    return SlackError(code, response_metadata={"messages": messages})
