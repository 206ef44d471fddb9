"""Every face of the terminal: desk, self-service, technician and the command line."""
