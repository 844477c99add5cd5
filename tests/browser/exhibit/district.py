"""The fictional district that the page shows."""

from bot.sandbox import ChannelSeed, PersonSeed, WorkspaceSeed
from tests.browser.exhibit.pieces import Json

_EASTERN = "America/New_York"
PEOPLE = [
    PersonSeed("U0DANA", "Dana Whitfield", "dana@lincoln.example", "7th grade math lead", _EASTERN),
    PersonSeed("U0PAUL", "Paula Reyes", "paula@lincoln.example", "Principal, Lincoln Middle", _EASTERN),
    PersonSeed("U0CARL", "Carla Brandt", "carla@lincoln.example", "Improvement coach", _EASTERN),
    PersonSeed("U0LENA", "Lena Ortiz", "lena@lincoln.example", "District liaison", _EASTERN),
    PersonSeed("U0BENC", "Ben Castillo", "ben@lincoln.example", "Sixth grade teacher", _EASTERN),
    PersonSeed("U0TESS", "Tess Nguyen", "tess@lincoln.example", "Counselor", _EASTERN),
    PersonSeed("U0ADAM", "Ada Moreau", "ada@lincoln.example", "District data office", _EASTERN),
]
SEED = WorkspaceSeed(
    team_name="Lincoln County",
    people=PEOPLE,
    channels=[
        ChannelSeed(
            "C0LEAD",
            "lincoln-leadership",
            ["U0DANA", "U0PAUL", "U0CARL", "U0LENA"],
            topic="Where our plan stands, month by month",
        ),
        ChannelSeed("C0MATH", "math-team", ["U0DANA", "U0BENC", "U0CARL"], topic="Grade 6 to 8 math"),
        ChannelSeed("C0PRIN", "principals", ["U0PAUL", "U0LENA"], private=True),
    ],
)
MANIFEST: Json = {
    "display_information": {"name": "Milepost"},
    "features": {
        "unfurl_domains": ["example.org"],
        "bot_user": {"display_name": "Milepost"},
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "slash_commands": [
            {
                "command": "/milepost",
                "description": "Check in, read the digest, ask for coaching questions",
                "usage_hint": "[help | checkin | status | coach <words> | whys | blocks]",
            }
        ],
        "shortcuts": [
            {
                "name": "Check in",
                "type": "global",
                "callback_id": "checkin",
                "description": "Say where your milestone stands",
            },
            {
                "name": "Start a root-cause analysis",
                "type": "message",
                "callback_id": "rootcause",
                "description": "Ask why, five times",
            },
        ],
    },
    "settings": {"event_subscriptions": {"bot_events": ["app_home_opened", "message.im"]}},
    "oauth_config": {
        "scopes": {
            "bot": [
                "chat:write",
                "links.embed:write",
                "commands",
                "im:write",
                "im:history",
                "files:write",
                "users:read",
                "channels:read",
                "reactions:read",
            ]
        }
    },
}
EVENTS = [
    {"at": "2026-10-27T13:00:00+00:00", "label": "Check-ins open"},
    {"at": "2026-10-29T13:00:00+00:00", "label": "Reminder to those who have not answered"},
    {"at": "2026-10-30T20:00:00+00:00", "label": "October closes"},
    {"at": "2026-11-02T13:00:00+00:00", "label": "Digest to the leadership channels"},
]
