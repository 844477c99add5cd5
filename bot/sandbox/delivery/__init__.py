"""How the workspace reaches the bot: Socket Mode or signed HTTP, with acknowledgements and retries."""
