"""Every rule of the domain page is implemented, and every worked example of it is a row of a test table.

A table is a tuple ``ROWS`` in a ``test_worked_examples*.py`` beside this file. Its rows have ``rule`` ("R-CON-01")
and ``number`` ("2", or "2 in Guangzhou" where one example needs several rows).
"""

import importlib.util
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from kiosk.rules import registry
from tests.kiosk.rules.spec_rules import EXAMPLES

TABLES = sorted(Path(__file__).parent.glob("test_worked_examples*.py"))


def rows_by_rule() -> dict[str, list[str]]:
    """The numbers of every table's rows, by rule."""
    numbers: dict[str, list[str]] = defaultdict(list)
    for path in TABLES:
        spec = importlib.util.spec_from_file_location(f"coverage_of_{path.stem}", path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
        for row in module.ROWS:
            numbers[row.rule].append(row.number)
    return numbers


ROWS = rows_by_rule()


def test_the_domain_page_has_67_rules():
    assert len(EXAMPLES) == 67
    assert min(EXAMPLES.values()) >= 2


@pytest.mark.parametrize("rule", EXAMPLES)
def test_the_rule_is_implemented(rule):
    assert rule in registry.rule_ids()


@pytest.mark.parametrize("rule", EXAMPLES)
def test_every_worked_example_of_the_rule_is_a_row(rule):
    numbers = {number.split()[0] for number in ROWS[rule]}
    assert len(ROWS[rule]) >= 2
    assert numbers >= {str(number) for number in range(1, EXAMPLES[rule] + 1)}


def test_no_rule_is_implemented_or_tested_that_the_domain_page_does_not_have():
    assert registry.rule_ids() <= EXAMPLES.keys()
    assert ROWS.keys() <= EXAMPLES.keys()
