"""A draft that staff prepared: its notice leads to it, until it is discarded."""

import pytest

from tests.factories.institutions import bank_a
from tests.factories.phases import phase
from tests.people import officer, signatory
from tests.portal.visits import at, visit, words
from usecases.models.messages import Message
from usecases.vocabulary.messages import Channel
from usecases.workflow import draft
from usecases.workflow.take_in import Prepared, announce, take_in

pytestmark = pytest.mark.django_db


def test_the_notice_leads_to_the_draft_until_it_is_discarded() -> None:
    client = visit(signatory())
    case = take_in(Prepared(phase(), bank_a(), {"title": "Prepared for you"}), by=officer())
    announce([case], by=officer())
    notice = Message.objects.get(channel=Channel.NOTICE)
    link, pages = at("use-case", case.pk), (at("notices"), at("notice", notice.pk))
    assert [link in client.get(page).content.decode() for page in pages] == [True, True]
    assert "A draft for phase GS1 was prepared for you Draft" in words(client.get(pages[0]))
    assert "Prepared for you" in words(client.get(at("home")))
    draft.discard(case, by=signatory())
    assert [f'href="{link}"' in client.get(page).content.decode() for page in pages] == [
        False,
        False,
    ]
    assert client.get(link).status_code == 404
