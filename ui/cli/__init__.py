"""The command line is a face too: everything that needs no screen, for people and with --json for programs."""
