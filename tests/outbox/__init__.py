"""What leaves for elsewhere: webhooks, e-mail, shared calendars, against real receivers on loopback."""
