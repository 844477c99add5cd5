"""Words and the escaping of what people typed."""
