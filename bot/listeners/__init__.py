"""Doors in: one file a story, which parses what came, runs a flow, and answers the person in front of us."""
