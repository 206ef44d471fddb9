"""Every face of the terminal: desk, self-service, technician and the command line."""

from pydantic import TypeAdapter

# Once PySide6 is imported, it looks into the source of every module imported later, and trips over pydantic, which
# is half-way through importing itself then. Building one adapter first brings all of pydantic in beforehand.
TypeAdapter(int)
