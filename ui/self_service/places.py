"""Where a person can be in self-service."""

from enum import StrEnum


class Place(StrEnum):
    """One page each."""

    LANGUAGE = "language"
    SCAN = "scan"
    PERMIT = "permit"
    BRING = "bring"
    END = "end"
    TOPIC_GROUPS = "topic_groups"
    TOPICS = "topics"
    GUIDANCE = "guidance"
    STILL_THERE = "still_there"


GUIDING = (Place.TOPIC_GROUPS, Place.TOPICS, Place.GUIDANCE)
"""Where nobody's permit is open."""
