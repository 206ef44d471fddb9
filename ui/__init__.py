"""Every face of the terminal: desk, self-service, technician and the command line."""

# Once PySide6 is imported, it looks into the source of every module imported later, and trips over pydantic's lazy
# modules, which ask for one another half-way through. So they come first.
import pydantic.fields
import pydantic.networks  # noqa: F401
