"""The Web API: one function per method, found by name in the registry."""
