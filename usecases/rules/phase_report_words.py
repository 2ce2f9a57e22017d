"""What an officer may not write into a phase report: names of what is not public.

A report is read by everybody. A firm, a use case or a person of a bank that stands in no public
record is not named in it for the first time; nor is anybody's address for mail.
"""

from collections.abc import Iterator, Mapping

from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from usecases.models.access import User
from usecases.models.casefile import Alias
from usecases.models.publications import Publication
from usecases.models.usecases import UseCase
from usecases.rules.anonymity import ADDRESS
from usecases.rules.identifying import Word, firms
from usecases.rules.missing import Missing
from usecases.rules.visibility_register import published
from usecases.text.markdown import as_words
from usecases.text.names import compact, folded, found_in, tokens
from usecases.vocabulary.phase_report import SECTIONS
from usecases.vocabulary.publications import Kind


def missing_texts(texts: Mapping[str, str]) -> list[Missing]:
    """Return the sections that are asked for and empty."""
    said = gettext_lazy("{section} is missing.")
    return [
        Missing(each.code, "required", format_lazy(said, section=each.title))
        for each in SECTIONS
        if each.required and not texts.get(each.code, "").strip()
    ]


def telling(texts: Mapping[str, str]) -> Iterator[Missing]:
    """Return each word of the texts that names what is not public, by its section."""
    words = {**_people(), **_references(), **firms(public=True)}
    for section, text in texts.items():
        plain = as_words(text)
        told = {words[run].name: words[run] for run in found_in(plain, words)}
        for word in told.values():
            said = _("“{name}” is not public. Write instead: {instead}.")
            yield Missing(section, word.code, said.format(name=word.name, instead=word.instead))
        for found in sorted(set(ADDRESS.findall(folded(plain)))):
            said = _("“{name}” is the address of a person. Leave it out.")
            yield Missing(section, "person", said.format(name=found))


def _references() -> dict[str, Word]:
    """Return every reference that stands in no public record."""
    shown = published(Publication.objects.filter(kind=Kind.USE_CASE)).values("record")
    hidden = UseCase.objects.exclude(reference="").exclude(pk__in=shown)
    known = [*hidden.values_list("reference", flat=True)]
    known += Alias.objects.exclude(use_case__in=shown).values_list("reference", flat=True)
    return {compact(each): Word("reference", each, _("a use case of the phase")) for each in known}


def _people() -> dict[str, Word]:
    """Return the names of the people of banks and partners; the regulator's own may sign."""
    rows = User.objects.filter(grants__isnull=True).values_list("name", flat=True)
    return {
        compact(each): Word("person", each, _("a member of staff"))
        for each in rows
        if len(tokens(each)) > 1
    }
