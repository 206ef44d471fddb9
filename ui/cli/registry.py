"""`kiosk registry serve`: the simulated Work-in-China system over HTTP, for training and for trying things out."""

import threading
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from kiosk.rules.assessment import Text
from kiosk.terminal_problems import WrongUse
from ui.cli.output import Exit, reports_problems, say

if TYPE_CHECKING:
    from kiosk.codes.signed.issuing import SigningKey

MAX_KEY_BYTES = 65_536


@click.group()
def registry() -> None:
    """The simulated Work-in-China system."""


@registry.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=8075, show_default=True)
@click.option(
    "--folder", type=click.Path(path_type=Path), help="Where its database lies; the training folder otherwise."
)
@click.option("--rehearsal", is_flag=True, help="Let faults be switched on, and codes be issued, over HTTP.")
@click.option(
    "--signing-key",
    type=click.File("rb"),
    help="Training key for signed codes (P-256, PKCS #8 in PEM); a new one in memory otherwise.",
)
@reports_problems
def serve(host: str, port: int, folder: Path | None, rehearsal: bool, signing_key: BinaryIO | None) -> Exit:
    """Serve the training people's permits until interrupted."""
    from kiosk.registry.folder_in_use import FolderInUse, folder_for_one
    from kiosk.registry.seeding import seed
    from kiosk.registry.server import RegistryServer
    from kiosk.rules.dates import today
    from kiosk.training.people import training_people
    from kiosk.training.registered import registered_cases
    from ui.cli.training_folder import training_folder

    place = folder or training_folder()
    database = f"sqlite:///{place / 'registry.sqlite'}"
    people = training_people(today())
    with ExitStack() as stack:
        try:
            place.mkdir(parents=True, exist_ok=True)
            stack.enter_context(folder_for_one(place))
        except FolderInUse as held:
            raise _folder_taken(place, held) from held
        except OSError as error:
            raise _folder_unusable(place, error) from error
        try:
            signing = _signing_key(signing_key)
            stack.enter_context(RegistryServer(database, host, port, rehearsal=rehearsal, signing=signing))
        except OSError as error:
            raise _not_bound(host, port, error) from error
        count = seed(database, registered_cases(people))
        say(f"{count} training permits at http://{host}:{port}. Stop with Ctrl+C.")
        for person in people:
            say(f"  {person.key}: {person.record.permit_number}  {person.token}")
        with suppress(KeyboardInterrupt):
            threading.Event().wait()
    return Exit.DONE


@registry.command()
@click.argument("permit_number")
@click.option("--use", type=click.Choice(["notice", "phone"]), default="phone", show_default=True)
@click.option("--at", "address", default="http://127.0.0.1:8075", show_default=True, help="The registry's address.")
@click.option("--spoilt", default="not", show_default=True, help="Spoil it, to rehearse what is then said.")
@reports_problems
def issue(permit_number: str, use: str, address: str, spoilt: str) -> Exit:
    """Have a registry in rehearsal sign a specimen code, as the notice or the phone would show it.

    SPOILT is one of: not, expired, not-yet, changed, unlisted-key, revoked.
    """
    import httpx

    from kiosk.identifiers.permit_number import is_plausible_permit_number
    from kiosk.registry.rehearsed_codes import Spoilt

    if not is_plausible_permit_number(permit_number):
        raise click.BadParameter("6 to 20 letters and digits", param_hint="PERMIT_NUMBER")
    if spoilt not in {each.value for each in Spoilt}:
        raise click.BadParameter(f"one of {', '.join(Spoilt)}", param_hint="--spoilt")
    order = {"permit_number": permit_number, "use": use, "spoilt": spoilt}
    try:
        with httpx.Client(base_url=address, trust_env=False, timeout=5) as http:
            say(http.post("admin/codes", json=order).raise_for_status().json()["code"])
    except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
        raise click.BadParameter("http(s)://host[:port]", param_hint="--at") from error
    except (httpx.HTTPError, ValueError, KeyError) as error:
        say(f"no registry in rehearsal at {address}: {type(error).__name__}")
        return Exit.FAILED
    return Exit.DONE


def _signing_key(file: BinaryIO | None) -> "SigningKey | None":
    from kiosk.codes.signed.issuing import SigningKey
    from kiosk.codes.signed.keys import KeyUnusable

    if file is None:
        return None
    try:
        return SigningKey.from_pem(file.read(MAX_KEY_BYTES), datetime.now(UTC))
    except KeyUnusable as error:
        raise WrongUse(Text(f"--signing-key 不可用：{error}", f"--signing-key cannot be used: {error}")) from error


def _folder_taken(place: Path, held: Exception) -> WrongUse:
    who = f"：{held}" if str(held) else ""
    by = f" by {held}" if str(held) else ""
    return WrongUse(
        Text(
            f"{place} 已有另一个登记系统在用{who}：请先停下它，或用 --folder 另选文件夹",
            f"{place} is in use{by}: stop that registry, or name another place with --folder",
        )
    )


def _folder_unusable(place: Path, error: OSError) -> WrongUse:
    reason = error.strerror or type(error).__name__
    return WrongUse(
        Text(
            f"无法使用文件夹 {place}（{reason}）：请用 --folder 另选",
            f"{place} cannot be used ({reason}): name another place with --folder",
        )
    )


def _not_bound(host: str, port: int, error: OSError) -> WrongUse:
    reason = error.strerror or type(error).__name__
    return WrongUse(
        Text(
            f"无法在 {host}:{port} 提供服务（{reason}）：请用 --port 换一个端口",
            f"cannot serve at {host}:{port} ({reason}): name another with --port",
        )
    )
