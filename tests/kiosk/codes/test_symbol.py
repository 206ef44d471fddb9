import numpy as np
import pytest
import segno
from segno import consts

from kiosk.codes.symbol import alignment_middles, data_places, fixed_patterns, format_places, masked, version_of
from tests.helpers.code_images import code_image

VERSIONS = (1, 2, 6, 7, 14, 21, 40)


def drawn(version, **options):
    return code_image("SPECIMEN", version=version, module=1, quiet=0, **options) > 127


@pytest.mark.parametrize("version", VERSIONS)
def test_the_fixed_patterns_are_those_an_encoder_draws(version):
    fixed = fixed_patterns(17 + 4 * version)
    stands = ~np.isnan(fixed)
    assert np.array_equal(drawn(version)[stands], fixed[stands] > 0.5)


@pytest.mark.parametrize("version", VERSIONS)
def test_every_module_is_fixed_of_the_format_or_of_the_payload(version):
    modules = 17 + 4 * version
    counted = (~np.isnan(fixed_patterns(modules))).astype(int)
    np.add.at(counted, format_places(modules), 1)
    np.add.at(counted, data_places(modules), 1)
    counted[-8, 8] += 1  # the one module that is always dark
    assert (counted == 1).all()
    codewords = sum(blocks.num_blocks * blocks.num_total for blocks in consts.ECC[version][consts.ERROR_LEVEL_L])
    assert len(data_places(modules)[0]) // 8 == codewords


@pytest.mark.parametrize("mask", range(8))
def test_a_mask_turns_over_what_the_encoder_turned_over(mask):
    plain, turned = drawn(3, mask=0), drawn(3, mask=mask)
    payload = data_places(29)
    assert np.array_equal((plain ^ turned)[payload], (masked(29, 0) ^ masked(29, mask))[payload])


def test_alignment_patterns_are_where_the_encoder_draws_them():
    assert alignment_middles(21) == []
    assert alignment_middles(25) == [(18, 18)]
    assert len(alignment_middles(177)) == 46
    for row, column in alignment_middles(97):
        assert not drawn(20)[row, column]
        assert drawn(20)[row - 1 : row + 2, column - 1 : column + 2].sum() == 8


def test_modules_say_the_version():
    assert [version_of(len(segno.make("A", version=v, micro=False).matrix)) for v in (1, 7, 40)] == [1, 7, 40]
