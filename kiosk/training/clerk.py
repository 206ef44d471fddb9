"""A scripted clerk: looks at where a visit stands and does the next right thing, as a person at the desk would."""

from dataclasses import dataclass

from drivers.device import DeviceKind
from drivers.printing import PrintOutcome
from kiosk.rules.facts import OriginalFact, Seen, joined_reason
from kiosk.station import Station
from kiosk.training.cards import virtual_card
from kiosk.training.notice import code_payload, electronic_card_payload
from kiosk.training.pages import page_image
from kiosk.training.person import BroughtPaper, TrainingPerson
from kiosk.visits.events import Closing, CodeKind
from kiosk.visits.points import CONTRACT, PHOTO
from kiosk.visits.session import VisitSession
from kiosk.visits.state import Step, VisitState

DOMESTIC_MEDICAL = "M12"


@dataclass
class ScriptedClerk:
    """Serves one training person. ``act`` does one thing and says what, or None when the visit is over.

    The person's code, card and papers are put before the simulated devices as a person would put them.
    """

    person: TrainingPerson
    station: Station
    session: VisitSession
    tried_card: bool = False
    tried_phone: bool = False

    def act(self, visit: VisitState | None) -> str | None:
        """Do the next thing for a visit that stands at ``visit``."""
        if visit is None or visit.record is None:
            return self._find(visit)
        if visit.unsettled_print is not None:
            self.session.settle_print(visit.unsettled_print.job_id, PrintOutcome.PRINTED)
            return "settle"
        if visit.visitor is None:
            self.session.declare_visitor(self.person.visitor, self.person.bundle.proof)
            return "visitor"
        if visit.entry_date != self.person.entry_date:
            self.session.state_entry_date(self.person.entry_date)
            return "entry date"
        if self.person.has_card and not visit.card_matches and not self.tried_card:
            return self._hand_over_card()
        phone = electronic_card_payload(self.person)
        if phone is not None and CodeKind.ELECTRONIC_CARD not in visit.codes and not self.tried_phone:
            self.tried_phone = True
            self.station.present(DeviceKind.CODE_SCANNER, phone)
            return "electronic card"
        if visit.next_original is not None:
            return self._examine(visit, visit.next_original)
        return self._conclude(visit)

    def _find(self, visit: VisitState | None) -> str:
        """Scan the code; where it leads nowhere, type the number that stands beside it."""
        if visit is None or not visit.problems:
            self.station.present(DeviceKind.CODE_SCANNER, code_payload(self.person))
            return "scan"
        self.session.look_up(self.person.record.permit_number)
        return "look up"

    def _hand_over_card(self) -> str:
        self.tried_card = True
        self.station.present(DeviceKind.CARD_READER, virtual_card(self.person))
        self.session.read_card()
        return "card"

    def _examine(self, visit: VisitState, original: OriginalFact) -> str:
        key = original.key
        paper = self.person.bundle.paper(key)
        if paper is None or paper.seen is Seen.MISSING:
            reason = _reason(paper)
            copy = (paper.copy_present, paper.copy_sealed) if paper else (None, None)
            self.session.judge(key, Seen.MISSING, reason, *copy)
            return f"missing {key}"
        if not visit.pictures_of(key):
            self.station.present(DeviceKind.DOCUMENT_CAMERA, page_image(self.person, key))
            self.session.capture(key)
            return f"capture {key}"
        if key == DOMESTIC_MEDICAL and visit.medical.issued_on is None:
            medical = self.person.bundle.medical
            self.session.state_medical(medical.issued_on, medical.issuer)
            return "medical"
        if key == CONTRACT and visit.contract_lacks is None:
            self.session.examine_contract(paper.lacking)
            return "contract"
        if key == PHOTO and visit.photo_lacks is None:
            self.session.examine_photo(paper.lacking)
            return "photo"
        self.session.judge(key, paper.seen, _reason(paper), paper.copy_present, paper.copy_sealed)
        return f"judge {key}"

    def _conclude(self, visit: VisitState) -> str | None:
        if visit.step is Step.ASSESS:
            self.session.assess()
            return "assess"
        if visit.step is Step.CONFIRM or (visit.staff_confirmed and not visit.reported):
            self.session.confirm()
            return "confirm"
        if visit.papers_due:
            self.session.print_paper(visit.papers_due[0])
            return f"print {visit.papers_due[0].value}"
        if visit.closed is None:
            self.session.close(Closing.DONE)
            return "close"
        return None


def _reason(paper: BroughtPaper | None) -> str:
    """What is wrong in both languages, as the desk writes reasons down."""
    return joined_reason(paper.reason) if paper and paper.reason else ""
