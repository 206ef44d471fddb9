"""The whole table of payload texts: 25 texts in four encodings and 100 random binaries, drawn and read again."""

import numpy as np
import pytest

from kiosk.codes.decode import decode_image
from tests.helpers.code_images import code_image

TEXTS = (
    "外国人来华工作许可通知",
    "中华人民共和国外国人工作许可证",
    "姓名：张三丰",
    "李喆",
    "王燊堃",
    "赵垚淼，欧阳娜娜",
    "𠮷林省某某市",
    "北京市朝阳区建国路88号",
    "广州市天河区体育东路１２３号",
    "上海自由贸易试验区临港新片区",
    "外国人工作许可（Ａ类）",
    "许可编号：FWPN-2026-0001",
    "有效期至2027年11月18日",
    "社会保障卡 SSC 3.0",
    "单位：某某（中国）有限公司",
    "Müller 先生，德国",
    "Ångström 研究所",
    "Þór Björnsson 冰岛",
    "Иванов Иван 俄罗斯",
    "山田太郎 日本国籍",
    "김철수 韩国",
    "样张 SPECIMEN",
    "第1页，共2页\n请携带原件",
    "￥1,000.00 元",
    "请到3号窗口办理→谢谢！",
)
SEEDS = range(100)


def read(image):
    (code,) = decode_image(image, thorough=True)
    return code


def test_the_table_has_twenty_five_different_texts():
    assert len(set(TEXTS)) == 25


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(
    ("encoding", "eci"), [("utf-8", False), ("gb18030", False), ("utf-8", True), ("gb18030", True)]
)
def test_a_text_is_read_as_written(text, encoding, eci):
    code = read(code_image(text, mode="byte", encoding=encoding, eci=eci))
    assert (code.text, code.data) == (text, text.encode(encoding))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_random_binary_is_binary_with_its_bytes(seed):
    random = np.random.default_rng(seed)
    data = random.integers(0, 256, int(random.integers(24, 200))).astype(np.uint8).tobytes()
    code = read(code_image(data, mode="byte"))
    assert (code.text, code.data) == (None, data)
