"""Many banks in two phases and two categories: cells to tell, and cells to withhold."""

from tests.factories.institutions import make_institution
from tests.factories.phases import open_phase, phase
from tests.factories.usecases import recorded_case
from tests.factories.words import make_category
from usecases.vocabulary.stages import Stage

STAGES = (Stage.SUBMITTED, Stage.ACCEPTED, Stage.TRIALLING, Stage.DECLINED, Stage.COMPLETED)
CODES = ("GS1", "GS2")


def build() -> None:
    """Make many banks with cases at different stages in two phases and two categories."""
    phases, kinds = [phase(), open_phase("GS2")], [make_category("fraud"), make_category("service")]
    for number in range(9):
        bank = make_institution()
        for each in range(2 + number % 3):
            recorded_case(
                STAGES[(number + each) % len(STAGES)],
                institution=bank,
                phase=phases[(number + each) % 2],
                category=kinds[each % 2],
            )
