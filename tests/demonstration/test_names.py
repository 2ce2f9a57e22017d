"""No invented name is that of a firm in the public record."""

import csv

from django.conf import settings

from usecases.demonstration.names import FIRMS, PARTNERS


def told(name: str, *columns: str) -> set[str]:
    path = settings.BASE_DIR / "fixtures" / "public_record" / f"{name}.csv"
    with path.open(encoding="utf-8") as file:
        return {row[column].lower() for row in csv.DictReader(file) for column in columns} - {""}


def test_no_name_is_a_real_one() -> None:
    real = told("institutions", "legal_name", "short_name", "name_zh_hant")
    real |= told("technology_partners", "name")
    invented = {name.lower() for name, _ in PARTNERS} | {
        name.lower()
        for firm in FIRMS
        for name in (firm.legal_name, firm.short_name, firm.name_zh_hant, firm.name_zh_hans)
        if name
    }
    assert real & invented == set()
