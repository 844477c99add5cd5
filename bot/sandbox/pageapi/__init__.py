"""What the workspace's web page asks the server: everything under `/_/`, and the page itself."""
