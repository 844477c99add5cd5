"""What Milepost remembers: tables, queries by noun, migrations. Knows nothing of Slack."""
