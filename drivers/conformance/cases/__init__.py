"""The cases, one short file a group; a new file here is a new group."""
