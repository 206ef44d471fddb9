"""The decision the simulated authority issued for a training person; always a specimen."""

from hashlib import sha256

from kiosk.permits import Decision, PermitRecord
from kiosk.training.days import chinese_date

_CITY = {"gz": "广州市", "sz": "深圳市"}
TITLE = "准予行政许可决定书"


def decision_for(record: PermitRecord, number: int) -> Decision:
    """A decision in the form public templates show (spec printing §3.6). ``number`` counts within the year."""
    authority = f"{_CITY[record.locality]}样例审批机关"
    permit_class = record.permit_class.value if record.permit_class else "—"
    return Decision(
        number=f"样例许决〔{record.valid_from.year}〕{number}号",
        permit_number=record.permit_number,
        title=TITLE,
        addressee=record.employer,
        paragraphs=(
            f"你单位为{record.name}（许可号码{record.permit_number}）提出的外国人来华工作许可申请，"
            "本机关已依法受理并审查。",
            "经审查，该申请符合法定条件、标准。根据《中华人民共和国行政许可法》第三十八条第一款的规定，"
            "决定准予行政许可。",
            f"许可内容：人才类别{permit_class}类；工作岗位：{record.position}；"
            f"许可期限：自{chinese_date(record.valid_from)}至{chinese_date(record.valid_until)}。",
            "被许可人应当在许可的范围内从事活动，并依法接受监督检查。",
        ),
        authority=authority,
        issued_on=record.valid_from,
        verification_code=sha256(f"decision {record.permit_number}".encode()).hexdigest()[:20].upper(),
        specimen=True,
    )
