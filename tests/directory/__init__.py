"""People, channels and statuses, looked up in a Slack workspace over the real protocol."""
