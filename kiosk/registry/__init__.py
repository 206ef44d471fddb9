"""The Work-in-China system: the client, and a simulated registry behind a real HTTP server."""
