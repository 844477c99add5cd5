"""What leaves for elsewhere than Slack: webhooks and e-mail, sent by a process of its own."""
