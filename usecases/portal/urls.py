"""Addresses of the portal."""

from django.urls import path

from usecases.portal.after_urls import AFTER
from usecases.portal.program_urls import PROGRAMS
from usecases.portal.submission_urls import SUBMISSION
from usecases.portal.trial_urls import TRIAL
from usecases.portal.views import (
    answer,
    answers,
    colleagues,
    contributions,
    draft,
    files,
    home,
    letter,
    membership,
    notices,
    people,
    recall,
    section,
    sign,
    use_cases,
    withdraw,
)
from usecases.portal.writing_urls import WRITING

app_name = "portal"

_CASE = "use-cases/<uuid:key>/"

urlpatterns = [
    *WRITING,
    *AFTER,
    *SUBMISSION,
    *PROGRAMS,
    path("", home.home, name="home"),
    path("membership/", membership.choose, name="choose"),
    path("phases/<uuid:key>/begin/", draft.begin, name="begin"),
    path("use-cases/", use_cases.use_cases, name="use-cases"),
    *TRIAL,
    path(_CASE, use_cases.use_case, name="use-case"),
    path(f"{_CASE}sections/<slug:code>/", section.section, name="section"),
    path(f"{_CASE}check/", sign.check, name="check"),
    path(f"{_CASE}questions/<uuid:question>/", answer.question, name="question"),
    path(f"{_CASE}questions/<uuid:question>/file/", answer.attach, name="question-file"),
    path(
        f"{_CASE}questions/<uuid:question>/file/<uuid:attachment>/",
        answer.take_off,
        name="question-file-off",
    ),
    path(f"{_CASE}answers/", answers.answers, name="answers"),
    path(f"{_CASE}discard/", draft.discard, name="discard"),
    path(f"{_CASE}recall/", recall.recall, name="recall"),
    path(f"{_CASE}withdraw/", withdraw.withdraw, name="withdraw"),
    path(f"{_CASE}letters/<uuid:letter>/", letter.letter, name="letter"),
    path(f"{_CASE}files/<uuid:attachment>/", files.file, name="file"),
    path("notices/", notices.notices, name="notices"),
    path("notices/preferences/", notices.preferences, name="notice-preferences"),
    path("notices/<uuid:key>/", notices.notice, name="notice"),
    path("contributions/", contributions.contributions, name="contributions"),
    path(
        "contributions/<uuid:key>/sections/<slug:code>/",
        contributions.contribution,
        name="contribution",
    ),
    path("colleagues/", colleagues.colleagues, name="colleagues"),
    path("colleagues/invite/", colleagues.invite_colleague, name="invite-colleague"),
    path("colleagues/invitations/<uuid:key>/off/", colleagues.take_back, name="take-back"),
    path(
        "colleagues/contributors/<uuid:key>/off/",
        colleagues.end_contribution,
        name="end-contribution",
    ),
    path("colleagues/<uuid:key>/", colleagues.colleague, name="colleague"),
    path("colleagues/<uuid:key>/end/", colleagues.end_access, name="end-access"),
    path(f"{_CASE}people/", people.people, name="people"),
    path(f"{_CASE}people/responsible/", people.responsible, name="responsible"),
    path(f"{_CASE}people/joint/", people.joint, name="name-joint"),
    path(f"{_CASE}people/partner/", people.partner, name="name-partner"),
    path(f"{_CASE}people/<uuid:party>/sections/", people.sections, name="party-sections"),
    path(f"{_CASE}people/<uuid:party>/invite/", people.invite_partner, name="invite-partner"),
    path(f"{_CASE}people/<uuid:party>/off/", people.drop, name="party-off"),
]
