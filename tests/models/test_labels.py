"""Names and labels are shown in the language in use, else in English."""

import pytest
from django.utils import translation

from usecases.models.phases import Authority, Phase, Programme
from usecases.models.words import Category

LABELS = [
    ("en", "Risk management", "Risk management"),
    ("zh-hant", "風險管理", "Risk management"),
    ("zh-hans", "风险管理", "Risk management"),
    ("fr", "Risk management", "Risk management"),
]


@pytest.mark.parametrize(("language", "translated", "fallback"), LABELS)
def test_label(language: str, translated: str, fallback: str) -> None:
    full = Category(
        code="risk", label_en="Risk management", label_zh_hant="風險管理", label_zh_hans="风险管理"
    )
    with translation.override(language):
        assert (full.label, str(full)) == (translated, translated)
        assert Category(code="risk", label_en="Risk management").label == fallback


@pytest.mark.parametrize("model", [Authority, Programme, Phase])
def test_name(model: type[Authority | Programme | Phase]) -> None:
    record = model(code="X", name_en="English", name_zh_hant="中文")
    for language, name in [("en", "English"), ("zh-hant", "中文"), ("zh-hans", "English")]:
        with translation.override(language):
            assert record.name == name


def test_without_a_language_english_is_shown() -> None:
    with translation.override(None):
        assert Category(code="risk", label_en="Risk").label == "Risk"
