"""What a person does in the workspace, as Slack's own client would carry it to the bot."""
