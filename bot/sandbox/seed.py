"""What a workspace starts with: its people and channels."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PersonSeed:
    """A member of the workspace. `timezone` is an IANA name."""

    id: str
    name: str
    email: str = ""
    title: str = ""
    timezone: str = "America/New_York"
    admin: bool = False


@dataclass(frozen=True, slots=True)
class ChannelSeed:
    """A channel and who is in it; `bot_member` says whether the app was invited."""

    id: str
    name: str
    members: list[str] = field(default_factory=list)
    private: bool = False
    topic: str = ""
    bot_member: bool = True


@dataclass(frozen=True, slots=True)
class WorkspaceSeed:
    """One workspace. Ids are taken as given, so that tests and demos can name them."""

    team_id: str = "T0MILEPOST"
    team_name: str = "Lincoln County Schools"
    domain: str = "lincoln-county"
    people: list[PersonSeed] = field(default_factory=list)
    channels: list[ChannelSeed] = field(default_factory=list)
