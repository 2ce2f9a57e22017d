"""What the look's tags draw."""

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.template import engines
from django.utils import translation

from usecases.templatetags import look

LAST_MINUTE = datetime(2026, 11, 30, 15, 59, tzinfo=UTC)


class Section(forms.Form):
    """One answer with a limit, one that may stay empty, one choice of several."""

    problem = forms.CharField(help_text="What does not work well.", widget=forms.Textarea)
    hours = forms.IntegerField(required=False)
    classes = forms.MultipleChoiceField(
        choices=[("public", "Public")], widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Set the limit as the portal does."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # whatever a form takes
        self.fields["problem"].word_limit = 3  # type: ignore[attr-defined] # read by the tag


def render(text: str, **context: object) -> str:
    """Render a template of a line or two."""
    return str(engines["django"].from_string("{% load look %}" + text).render(context)).strip()


def test_badge_carries_code_and_word() -> None:
    drawn = render('{% stage_badge "waitlisted" "On the waiting list" %}')
    assert drawn == '<span class="stage stage-waitlisted">On the waiting list</span>'


def test_badge_escapes_its_word() -> None:
    assert render('{% stage_badge "void" word %}', word="<b>") == (
        '<span class="stage stage-void">&lt;b&gt;</span>'
    )


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("Asia/Hong_Kong", "30 November 2026, 23:59 HKT"),
        ("Asia/Singapore", "30 November 2026, 23:59 UTC+08"),
        (UTC, "30 November 2026, 15:59 UTC"),
    ],
)
def test_moment_is_told_in_the_zone_with_its_name(zone: str, shown: str) -> None:
    with translation.override("en"):
        drawn = look.local_moment(LAST_MINUTE, zone)
    assert drawn.split(">")[1].split("<")[0] == shown


def test_day_is_cut_in_the_zone() -> None:
    late = datetime(2026, 11, 30, 16, 1, tzinfo=UTC)
    with translation.override("en"):
        drawn = look.local_day(late, "Asia/Hong_Kong")
    assert drawn == '<time datetime="2026-12-01">1 December 2026</time>'


def test_day_is_said_in_chinese() -> None:
    with translation.override("zh-hant"):
        drawn = look.local_day(LAST_MINUTE, "Asia/Hong_Kong")
    assert drawn == '<time datetime="2026-11-30">2026年11月30日</time>'


def test_plain_date_stays_that_date() -> None:
    with translation.override("en"):
        drawn = look.local_day(date(2026, 12, 1), "Pacific/Auckland")
    assert drawn == '<time datetime="2026-12-01">1 December 2026</time>'


def test_no_moment_draws_nothing() -> None:
    assert (look.local_moment(None), look.local_day(None)) == ("", "")


def test_words_are_counted_and_said() -> None:
    with translation.override("en"):
        fits = str(look.word_count(Section({"problem": "too late 慢"})["problem"]))
        over = str(look.word_count(Section({"problem": "too late 太慢"})["problem"]))
    assert (fits, over) == ("3 of at most 3 words", "4 words: 1 over the limit of 3")


def test_no_limit_no_words() -> None:
    assert look.word_count(Section()["hours"]) is None


def test_widget_is_tied_to_help_error_and_words() -> None:
    drawn = look.draw(Section({"problem": ""})["problem"])
    assert drawn.count("aria-describedby=") == 1
    assert drawn.split('aria-describedby="')[1].split('"')[0] == (
        "id_problem_helptext id_problem_error id_problem_words"
    )


def test_every_describer_is_on_the_page() -> None:
    with translation.override("en"):
        page = Section({"problem": ""}).as_div()
    ids = ("id_problem_helptext", "id_problem_error", "id_problem_words")
    assert [page.count(f'id="{name}"') for name in ids] == [1, 1, 1]


def test_group_of_choices_is_a_fieldset_with_legend() -> None:
    with translation.override("en"):
        page = Section().as_div()
    assert page.count('<fieldset class="field">') == page.count("<legend>Classes") == 1


def test_optional_follows_required_unless_the_field_says_otherwise() -> None:
    form = Section()
    form.fields["classes"].optional = False  # type: ignore[attr-defined] # read by the filter
    told = [look.is_optional(form[name]) for name in ("problem", "hours", "classes")]
    assert told == [False, True, False]


def test_drawing_loses_its_heading() -> None:
    assert look.drawing("<?xml version='1.0'?>\n<svg></svg>") == "<svg></svg>"
