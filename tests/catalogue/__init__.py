"""The frameworks and the question bank."""
