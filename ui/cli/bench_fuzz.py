"""`kiosk bench fuzz-codes`: inputs that nobody would make, to see that nothing fails, hangs or grows."""

from dataclasses import asdict

import click

from ui.cli.output import Exit, reports_problems, say, say_json

MOST_GROWN = 64 * 1024
"""KiB that the memory's peak may grow by while one kind is run."""

MOST_SLOW = 2000.0
"""Milliseconds for the slowest input, on a machine with nothing else to do."""


@click.command("fuzz-codes")
@click.option("--payloads", type=click.IntRange(1), default=20_000, show_default=True)
@click.option("--images", type=click.IntRange(1), default=4_000, show_default=True, help="Small preview frames.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a kind of input.")
@reports_problems
def fuzz_codes(payloads: int, images: int, seed: int, as_json: bool) -> Exit:
    """Random payloads to tokens, random modules to symbols, random pictures to codes.

    Exit code 1 where one took longer than 2 s or memory grew; whatever is raised ends the run with its traceback.
    """
    from kiosk.codes.bench.fuzz import rounds

    well = True
    for each in rounds(payloads, images, seed):
        well = well and each.slowest <= MOST_SLOW and each.grown <= MOST_GROWN
        if as_json:
            say_json(asdict(each) | {"slowest": round(each.slowest, 1)})
        else:
            grown = f"memory's peak grew {each.grown} KiB"
            say(f"{each.kind:14} {each.inputs:9,} inputs, slowest {each.slowest:7.1f} ms, {grown}")
    return Exit.DONE if well else Exit.ANSWER_IS_NO
