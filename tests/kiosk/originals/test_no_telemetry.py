"""The recogniser's runtime holds no telemetry client: some of its wheels phone their maker at import."""

from pathlib import Path

import onnxruntime


def test_the_installed_runtime_knows_no_collector() -> None:
    libraries = list(Path(onnxruntime.__file__).parent.glob("capi/*.so*"))
    assert libraries
    assert [library.name for library in libraries if b"OneCollector" in library.read_bytes()] == []
