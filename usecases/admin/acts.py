"""Acts on one record: a button, a page that says what will happen, and the verb behind it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from usecases.admin import fresh
from usecases.admin.forms import add_faults, reason_field
from usecases.admin.person import person_of
from usecases.models.person import Person
from usecases.notices.decided import Paper
from usecases.workflow.errors import Refused

Text = Promise | str


class ActForm(forms.Form):
    """What an act asks for; knows who asks, so that choices are what that person sees."""

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person


class ReasonForm(ActForm):
    """Asks why, if the person cares to say."""

    reason = reason_field(required=False)


class WhyForm(ActForm):
    """Asks why, and will not be told nothing."""

    reason = reason_field(required=True)


class VersionForm(ReasonForm):
    """Carries the version that the person looked at."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class VersionWhyForm(WhyForm):
    """Carries the version that the person looked at, and asks why."""

    version = forms.IntegerField(widget=forms.HiddenInput)


@dataclass(frozen=True)
class Act:
    """One thing that can be done to a record from its page."""

    name: str
    label: Text
    lead: Text
    perform: Callable[[dict[str, Any]], object]
    form: type[ActForm] = ActForm
    initial: dict[str, Any] = field(default_factory=dict)
    prepare: Callable[[], dict[str, Any]] | None = None  # what to begin with, asked on its page
    facts: Callable[[], Sequence[tuple[Text, str]]] = tuple  # what will happen, line by line
    preview: Callable[[], Sequence[Any]] = tuple  # what becomes public, beside what is
    table: Callable[[], dict[str, Any]] | None = None  # a table that becomes public
    why_not: Text = ""
    done: Text = ""
    main: bool = False
    danger: bool = False
    more: bool = False  # rarer: stands under "More" on the page of a use case
    tab: str = ""  # of that page, to which one returns afterwards
    fresh: bool = False  # asks for a fresh sign-in
    letter: Callable[[dict[str, Any]], Paper] | None = None  # that goes out, or will be held
    rewrites: bool = False  # what is typed changes the letter
    reveals: bool = False  # shows what it returns, once, instead of leading back

    @property
    def style(self) -> str:
        """The class of its button."""
        return "btn-danger" if self.danger else "btn-primary" if self.main else ""


def missing(acts: list[Act]) -> list[tuple[str, list[Act]]]:
    """Return what stands in the way of the main steps, each reason once with its steps."""
    found: dict[str, list[Act]] = {}
    for act in acts:
        if act.why_not and not act.more:
            found.setdefault(str(act.why_not), []).append(act)
    return list(found.items())


def answer(
    request: HttpRequest, act: Act, record: Model, admin: ModelAdmin[Any], back: str
) -> HttpResponse:
    """Show the page of an act, or perform it; what the verb refuses is shown on the page."""
    too_old = act.fresh and not act.why_not and not fresh.is_fresh(request)
    if too_old and request.method != "POST":
        return fresh.ask(request.get_full_path())
    data = request.POST if request.method == "POST" else None
    files = request.FILES if data is not None else None
    initial = {**act.initial, **(act.prepare() if act.prepare and not act.why_not else {})}
    form = act.form(data, files, initial=initial, person=person_of(request))
    if data is not None and form.is_valid() and "_preview" not in data:
        if too_old:
            form.add_error(None, fresh.TOO_OLD)
        elif (done := _done(request, act, form)) is not None:
            secret = {"title": act.label, "opts": admin.opts, "original": record, "secret": done}
            return _revealed(request, admin, back, secret) if act.reveals else _back(back)
    context = {
        **admin.admin_site.each_context(request),
        "title": act.label,
        "opts": admin.opts,
        "original": record,
        "act": act,
        "facts": () if act.why_not else act.facts(),
        "preview": () if act.why_not else act.preview(),
        "table": act.table() if act.table and not act.why_not else None,
        "form": form,
        "media": admin.media + form.media,
        "back": back,
        "paper": _paper(act, form),
        "sign_in": fresh.address(request.get_full_path()) if too_old else "",
    }
    return TemplateResponse(request, "admin/act.html", context)


def _done(request: HttpRequest, act: Act, form: ActForm) -> str | None:
    """Perform an act and return what it reveals, or put what the verb refused on its form."""
    try:
        result = act.perform(form.cleaned_data)
    except Refused as refusal:
        add_faults(form, refusal.faults)
        return None
    if act.reveals:
        return str(result)
    messages.success(request, str(act.done or _("Done.")))
    return ""


def _back(back: str) -> HttpResponse:
    return HttpResponseRedirect(back)


def _revealed(
    request: HttpRequest, admin: ModelAdmin[Any], back: str, shown: dict[str, Any]
) -> HttpResponse:
    """Show what is shown this once; nothing keeps the page."""
    context = {**admin.admin_site.each_context(request), **shown, "back": back}
    return TemplateResponse(request, "admin/secret.html", context)


def _paper(act: Act, form: ActForm) -> Paper | None:
    """Return the letter as it now stands; the form is about the one that is shown with it."""
    if act.letter is None or act.why_not:
        return None
    typed = form.cleaned_data if form.is_bound else {}
    paper = act.letter({**form.initial, **typed})
    if form.is_bound and "letter" in form.fields:
        form.data = MultiValueDict({**form.data, "letter": [paper.mark]})
    return paper
