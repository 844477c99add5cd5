"""A small Bolt app that shows every block and element, for the tests of the local workspace's page."""
