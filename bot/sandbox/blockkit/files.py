"""Which uploaded files an image block may show."""

from collections.abc import Callable

from bot.sandbox.workspace import Workspace

PICTURES = frozenset({"image/png", "image/jpeg", "image/gif"})


def usable(space: Workspace) -> Callable[[str], bool]:
    """Give the test that an image of a workspace is there, complete, processed, and a picture."""

    def test(name: str) -> bool:
        file = space.files.get(name) or space.files.get(name.rpartition("/")[2])
        if file is None or not file.complete or file.mimetype not in PICTURES:
            return False
        return file.ready_at <= space.clock.now().timestamp() * 1_000_000

    return test
