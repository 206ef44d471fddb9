"""Tells the operations of every kind without anything personal; what it does not know, it does not tell."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from drivers.card_reader import CardInserted, CardRemoved
from drivers.code_scanner import Scan
from drivers.document_camera import Frame
from drivers.errors import DeviceError
from drivers.printing import PrintResult
from drivers.redaction import masked_bytes, masked_scan, said, vendor_text, words_in
from drivers.redaction_card import masked_answer, masked_atr, masked_command
from drivers.redaction_frame import masked_frame
from drivers.redaction_print import masked_bands, masked_pdf
from drivers.status import DeviceStatus, StatusChanged

_AIM = re.compile(r"\][A-Za-z][0-9A-Za-z]")
_MOST_JOBS = 1000


class Redactor:
    """Tells arguments, results and faults of one device. Job identifiers become job-1, job-2 … in their order."""

    def __init__(self) -> None:
        self._jobs: dict[str, str] = {}
        self._arguments: Mapping[str, Callable[..., list[Any]]] = {
            "transmit": lambda apdu: [masked_command(bytes(apdu)).hex()],
            "print_bands": lambda job, bands: [self.job(job), masked_bands(bands)],
            "print_pdf": lambda job, pdf, pages: [self.job(job), masked_pdf(pdf, pages), int(pages)],
        }
        self._bytes: Mapping[str, Callable[[bytes], bytes]] = {"transmit": masked_answer, "power_on": masked_atr}

    def job(self, job_id: str) -> str:
        """The name a job has in this trace; the same for the same job."""
        if job_id not in self._jobs:
            if len(self._jobs) >= _MOST_JOBS:
                self._jobs.pop(next(iter(self._jobs)))
            last = next(reversed(self._jobs.values()), "job-0")
            self._jobs[job_id] = f"job-{int(last.removeprefix('job-')) + 1}"
        return self._jobs[job_id]

    def arguments(self, operation: str, arguments: tuple[Any, ...]) -> list[Any]:
        """The arguments of one operation."""
        tell = self._arguments.get(operation)
        return tell(*arguments) if tell is not None else [_plain(argument) for argument in arguments]

    def result(self, operation: str, result: Any, arguments: tuple[Any, ...] = ()) -> Any:
        """What an operation gave; a fault within it does not repeat ``arguments`` either."""
        if isinstance(result, bytes | bytearray):
            mask = self._bytes.get(operation, masked_bytes)
            return {"is": "bytes", "hex": mask(bytes(result)).hex()}
        if isinstance(result, PrintResult):
            return self._print_result(result, arguments)
        return _told(result)

    def _print_result(self, result: PrintResult, arguments: tuple[Any, ...]) -> dict[str, Any]:
        job = self.job(result.job_id)
        return {
            "is": "print_result",
            "job": job,
            "outcome": result.outcome.value,
            "evidence": said(result.evidence.replace(result.job_id, job))
            if result.job_id
            else said(result.evidence),
            "error": None if result.error is None else self.error(result.error, arguments),
        }

    def error(self, error: DeviceError, arguments: tuple[Any, ...]) -> dict[str, Any]:
        """A fault: where it was and its own words stay, but for what they repeat of the operation's payloads."""
        heard = {word for value in arguments for word in _words(value)} | set(self._jobs)
        return {
            "code": error.code.value,
            "locus": vendor_text(error.locus, heard),
            "vendor_text": vendor_text(error.vendor_text, heard),
            "retry_safe": error.retry_safe,
        }


def _plain(argument: Any) -> Any:
    if argument is None or isinstance(argument, bool | float):
        return argument
    return {"is": "other", "type": type(argument).__name__}


def _words(value: Any) -> Iterator[str]:
    """Words of an operation's payload that a fault's text might repeat."""
    if isinstance(value, str):
        yield value
        yield from value.split()
    elif isinstance(value, bytes | bytearray):
        yield from words_in(bytes(value))
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _words(part)


def _told(value: Any) -> Any:
    if value is None or isinstance(value, bool):
        return value
    tell = next((tell for kind, tell in _TELLERS.items() if isinstance(value, kind)), None)
    return tell(value) if tell is not None else {"is": "other", "type": type(value).__name__}


def _status(status: DeviceStatus) -> dict[str, Any]:
    return {
        "is": "status",
        "readiness": status.readiness.value,
        "sensors": {name: reading.value for name, reading in status.sensors},
        "text": said(status.text),
    }


def _scan(scan: Scan) -> dict[str, Any]:
    aim = scan.aim_identifier
    return {
        "is": "scan",
        "hex": masked_scan(scan.data).hex(),
        "aim": aim if aim is None or _AIM.fullmatch(aim) else None,
    } | ({"of_several": True} if scan.of_several else {})


_TELLERS: Mapping[type, Callable[[Any], dict[str, Any]]] = {
    DeviceStatus: _status,
    StatusChanged: lambda event: {"is": "status_changed", "status": _status(event.status)},
    CardInserted: lambda event: {"is": "card_inserted", "hex": masked_atr(event.atr).hex()},
    CardRemoved: lambda event: {"is": "card_removed"},
    Scan: _scan,
    Frame: masked_frame,
    str: lambda text: {"is": "text", "text": said(text)},
}
