"""`kiosk bench cards`: how fast cards are read here, against bare pyscard in the same run."""

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from ui.cli.bench_targets import Target, say_targets
from ui.cli.output import Exit, reports_problems, say, say_json

if TYPE_CHECKING:
    from kiosk.cards.bench.timing import Ratio, Timing

MOST_OF_BARE = 1.1
RECOVERY_MS = 1000.0


@click.command()
@click.option("--runs", type=click.IntRange(1, 50), default=5, show_default=True, help="Insertions, and restarts.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a figure.")
@reports_problems
def cards(runs: int, as_json: bool) -> Exit:
    """Time one command, a whole card from its insertion and to the desk's screen, and the way back after a restart.

    Starts a PC/SC service of its own with a virtual reader (Debian: pcscd, vsmartcard-vpcd); not for a terminal
    in a hall. One command goes in turns through this driver, through pyscard's SCardTransmit and through pyscard's
    connection, on one connection to one card. Exit code 1 where it takes more than 1.1 of SCardTransmit, or the
    reader is not ready again 1 s after the service is.
    """
    from kiosk.cards.bench.service import ServiceMissing, private_folder
    from kiosk.rules.assessment import Text
    from kiosk.terminal_problems import WrongUse

    private_folder()  # before the PC/SC library is loaded, which looks for the service's place once
    from kiosk.cards.bench.commands import command_times
    from kiosk.cards.bench.measure import insertion_times, recovery_times
    from ui.cli.bench_card_shown import shown_times

    try:
        command = command_times()
        whole, reading = insertion_times(runs)
        shown = shown_times(runs)
        ready, again = recovery_times(runs)
    except ServiceMissing as error:
        raise WrongUse(Text(f"虚拟读卡器不可用：{error}", f"no virtual reader: {error}")) from error
    commands = (command.driver, command.bare, command.connection, command.alone)
    for timing in (*commands, whole, reading, shown, ready, again):
        _say_figure(timing, "ms", as_json)
    for ratio in (command.of_bare, command.of_connection, command.alone_of_bare):
        _say_figure(ratio, "times", as_json)
    targets = [
        Target("one command, of pyscard's SCardTransmit", command.of_bare.median, MOST_OF_BARE),
        Target("service back to reader ready, ms", ready.median, RECOVERY_MS),
    ]
    say_targets(targets, as_json)
    return Exit.DONE if all(target.met for target in targets) else Exit.ANSWER_IS_NO


def _say_figure(figure: "Timing | Ratio", unit: str, as_json: bool) -> None:
    if as_json:
        rounded = {key: round(each, 4) if isinstance(each, float) else each for key, each in asdict(figure).items()}
        say_json(rounded | {"unit": unit})
    else:
        range_ = f"{figure.least:.3f} to {figure.most:.3f}"
        say(f"{figure.what:38} {figure.median:9.3f} {unit:5} ({range_}, {figure.runs} runs)")
