"""The workspaces at the door: known by their team id, with what Bolt needs to let a request in."""

from __future__ import annotations

from dataclasses import dataclass

from slack_bolt.authorization import AuthorizeResult


@dataclass(slots=True)
class Tenant:
    """A workspace that is served, until `stopped_reason` says why it is not."""

    workspace_id: int
    team_id: str
    authorized: AuthorizeResult
    stopped_reason: str | None = None


class Tenants:
    """Every workspace by its team id; asked with each request, so it is kept in memory."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._by_team: dict[str, Tenant] = {}

    def add(self, tenant: Tenant) -> None:
        """Let a workspace in."""
        self._by_team[tenant.team_id] = tenant

    def get(self, team_id: str | None) -> Tenant | None:
        """Give the workspace of `team_id`; None when it is unknown or stopped."""
        tenant = self._by_team.get(team_id or "")
        return None if tenant is None or tenant.stopped_reason else tenant

    def stop(self, workspace_id: int, reason: str) -> None:
        """Let a workspace in no more."""
        for tenant in self._by_team.values():
            if tenant.workspace_id == workspace_id:
                tenant.stopped_reason = tenant.stopped_reason or reason

    async def authorize(self, team_id: str | None) -> AuthorizeResult | None:
        """Give Bolt its answer, from memory alone."""
        tenant = self.get(team_id)
        return tenant.authorized if tenant else None
