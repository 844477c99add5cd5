"""Published school calendars: fetched over the web once a day, carefully, and handed to the flows."""
