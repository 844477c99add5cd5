"""Reports as one neutral document, and the formats that it is written in."""
