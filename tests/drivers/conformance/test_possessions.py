"""What is left behind is named, so that its author knows what to look for."""

import os
import select

from drivers.conformance.possessions import left_since, possessions


def test_what_is_left_is_told_by_kind_and_gone_when_it_is_closed() -> None:
    before = possessions()
    polled, pipe = select.epoll(), os.pipe()
    assert left_since(before, 0.0) == ["open anon_inode:[eventpoll]", "open pipe", "open pipe"]
    polled.close()
    for descriptor in pipe:
        os.close(descriptor)
    assert left_since(before, 5.0) == []
