"""What a paper says of the last day to come: the day, what to do once it is past, or why it is open."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kiosk.printouts.wording import bilingual
from kiosk.rules.assessment import Deadline
from kiosk.rules.profile import Profile
from printing.bilingual import Bilingual

_COME_BY = Bilingual("请于此日前办理", "Come by")
_OPEN = Bilingual("期限待定", "Last day open")


@dataclass(frozen=True)
class TimeLimit:
    """One line on the last day. ``counting`` says how it was counted, where it was."""

    label: Bilingual
    says: Bilingual
    counting: Bilingual | None = None


def time_limits(
    deadlines: Sequence[Deadline], entry: date | None, profile: Profile, today: date
) -> tuple[TimeLimit, ...]:
    """The lines for a paper printed ``today``; none where the locality sets no last day."""
    if not profile.verification.has_deadline.value:
        return ()
    if entry is None:
        return (TimeLimit(_OPEN, _entry_unknown(profile.verification.deadline_days.value)),)
    if entry > today:
        wrong = Bilingual(
            f"登记的入境日期{entry}晚于今日，请先更正",
            f"the recorded day of entry, {entry}, lies after today: have it corrected first",
        )
        return (TimeLimit(_OPEN, wrong),)
    return tuple(line for deadline in deadlines for line in _lines(deadline, today))


def _entry_unknown(days: int | None) -> Bilingual:
    within = Bilingual(f"入境后{days}日内；", f"within {days} days of entry; ") if days else Bilingual("", "")
    return Bilingual(
        f"{within.zh}入境日期尚未登记，请出示护照上的入境章",
        f"{within.en}the day of entry is not recorded yet: show the entry stamp in the passport",
    )


def _lines(deadline: Deadline, today: date) -> Iterator[TimeLimit]:
    come_by, last, counting = deadline.come_by, deadline.overdue_after, bilingual(deadline.counting)
    if come_by is None:
        not_installed = Bilingual(
            "本机尚未装入该年度的节假日安排，请向窗口确认",
            "the holidays of that year are not installed here: ask at the window",
        )
        yield TimeLimit(_OPEN, not_installed)
    elif today <= come_by:
        yield TimeLimit(_COME_BY, Bilingual(f"{come_by}", f"{come_by}"), counting)
    elif last is None or today <= last:
        yield _between(come_by, last, counting)
    else:
        yield _overdue(last, (today - last).days, counting)


def _between(come_by: date, last: date | None, counting: Bilingual) -> TimeLimit:
    """The day told has passed and lateness has not begun, or nobody knows yet whether it has."""
    if last is None:
        says = Bilingual(
            f"建议来办日{come_by}已过，请立即来办，并向窗口确认最后期限",
            f"{come_by} has passed: come at once, and ask at the window for the last day",
        )
        return TimeLimit(_OPEN, says, counting)
    says = Bilingual(
        f"{last}（建议来办日{come_by}已过，请立即来办）", f"{last} ({come_by} has passed: come at once)"
    )
    return TimeLimit(Bilingual("最迟", "At the latest"), says, counting)


def _overdue(last: date, late: int, counting: Bilingual) -> TimeLimit:
    days = "1 day" if late == 1 else f"{late} days"
    says = Bilingual(
        f"核验期限为{last}，现已逾期{late}日。请立即来办，仍可继续核验；请向工作人员说明逾期原因。",
        f"The last day was {last}, {days} ago. Come at once: verification goes on. Tell the staff why it is late.",
    )
    return TimeLimit(Bilingual("已逾期", "Overdue"), says, counting)
