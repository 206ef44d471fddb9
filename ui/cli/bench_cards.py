"""`kiosk bench cards`: how fast cards are read here, against bare pyscard in the same run."""

from dataclasses import asdict

import click

from ui.cli.bench_targets import Target, say_targets
from ui.cli.output import Exit, reports_problems, say, say_json

MOST_OF_BARE = 1.1
RECOVERY_MS = 1000.0


@click.command()
@click.option("--runs", type=click.IntRange(1, 50), default=5, show_default=True, help="Insertions, and restarts.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a figure.")
@reports_problems
def cards(runs: int, as_json: bool) -> Exit:
    """Time one command, a whole card from its insertion, and the way back after a restart of PC/SC.

    Starts a PC/SC service of its own with a virtual reader (Debian: pcscd, vsmartcard-vpcd); not for a terminal
    in a hall. Exit code 1 where a command takes more than 1.1 of pyscard's bare calls, or the reader is not ready
    again 1 s after the service is.
    """
    from kiosk.cards.bench.service import ServiceMissing, private_folder
    from kiosk.rules.assessment import Text
    from kiosk.terminal_problems import WrongUse

    private_folder()  # before the PC/SC library is loaded, which looks for the service's place once
    from kiosk.cards.bench.measure import command_times, insertion_times, recovery_times

    try:
        ours, bare, connection = command_times()
        whole, reading = insertion_times(runs)
        ready, again = recovery_times(runs)
    except ServiceMissing as error:
        raise WrongUse(Text(f"虚拟读卡器不可用：{error}", f"no virtual reader: {error}")) from error
    for timing in (ours, bare, connection, whole, reading, ready, again):
        if as_json:
            say_json(
                {key: round(each, 3) if isinstance(each, float) else each for key, each in asdict(timing).items()}
            )
        else:
            range_ = f"{timing.least:.3f} to {timing.most:.3f}"
            say(f"{timing.what:36} {timing.median:9.3f} ms  ({range_}, {timing.runs} runs)")
    ratios = {"of_bare_calls": ours.median / bare.median, "of_connection": ours.median / connection.median}
    if as_json:
        say_json({name: round(ratio, 3) for name, ratio in ratios.items()})
    else:
        of_bare, of_connection = ratios.values()
        say(f"this driver takes {of_bare:.2f} of the bare calls, {of_connection:.2f} of pyscard's connection")
    targets = [
        Target("one command, of pyscard's bare calls", ratios["of_bare_calls"], MOST_OF_BARE),
        Target("service back to reader ready, ms", ready.median, RECOVERY_MS),
    ]
    say_targets(targets, as_json)
    return Exit.DONE if all(target.met for target in targets) else Exit.ANSWER_IS_NO
