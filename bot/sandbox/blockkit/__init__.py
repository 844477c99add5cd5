"""Block Kit as Slack checks it: every limit, with the place of what is wrong."""
