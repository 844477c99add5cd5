"""Which uploaded files an image block may show, and which videos a video block."""

from collections.abc import Callable
from urllib.parse import urlsplit

from bot.sandbox.manifest import AppManifest
from bot.sandbox.workspace import Workspace

PICTURES = frozenset({"image/png", "image/jpeg", "image/gif"})


def usable(space: Workspace) -> Callable[[str], bool]:
    """Give the test that an image of a workspace is there, complete, processed, and a picture."""

    def test(name: str) -> bool:
        parts = [name, *(part.rpartition("-")[2] for part in name.split("/"))]
        file = next((space.files[part] for part in parts if part in space.files), None)
        if file is None or not file.complete or file.mimetype not in PICTURES:
            return False
        return file.ready_at <= space.clock.now().timestamp() * 1_000_000

    return test


def embeddable(manifest: AppManifest) -> Callable[[str], bool]:
    """Give the test that an app may embed a video: it has the scope, and the address is in its domains."""

    def test(address: str) -> bool:
        if not manifest.given:
            return True
        host = urlsplit(address).hostname or ""
        domains = manifest.unfurl_domains
        scoped = manifest.scopes is None or "links.embed:write" in manifest.scopes
        return scoped and any(host == name or host.endswith(f".{name}") for name in domains)

    return test
