"""Invented names. None is that of a real institution, firm or person."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Firm:
    """An invented institution."""

    short_name: str
    legal_name: str
    sector: str
    kind: str
    name_zh_hant: str = ""
    name_zh_hans: str = ""


def _bank(name: str, hant: str = "", hans: str = "", kind: str = "licensed-bank") -> Firm:
    return Firm(name, f"{name} Limited", "banking", kind, hant, hans)


HARBOUR = _bank("Harbour Bank", "港灣銀行有限公司", "港湾银行有限公司")
PEAK = _bank("Peak Bank", "峰頂銀行有限公司", "峰顶银行有限公司")

FIRMS: tuple[Firm, ...] = (
    HARBOUR,
    PEAK,
    _bank("Lantern Hill Bank", "燈山銀行有限公司", "灯山银行有限公司"),
    _bank("Banyan Stair Bank", "榕階銀行有限公司", "榕阶银行有限公司"),
    _bank("Nine Bridges Bank", "九橋銀行有限公司", "九桥银行有限公司"),
    _bank("Granite Stair Bank"),
    _bank("Ferry Point Bank"),
    _bank("Windlass Bank"),
    _bank("Saltmarsh Lane Bank"),
    _bank("Orchid Lane Bank", "蘭街銀行有限公司", "兰街银行有限公司"),
    _bank("Tramway Savings Bank"),
    _bank("Quarry Hollow Bank", kind="restricted-licence-bank"),
    _bank("Kestrel Digital Bank", kind="digital-bank"),
    _bank("Lychee Digital Bank", "荔枝數字銀行有限公司", "荔枝数字银行有限公司", "digital-bank"),
    _bank("Northern Larch Bank", kind="foreign-bank-branch"),
    _bank("Old Viaduct Bank", kind="foreign-bank-branch"),
    Firm(
        "Brass Compass Securities",
        "Brass Compass Securities Limited",
        "securities",
        "licensed-corporation",
    ),
    Firm("Gull Brokers", "Gull Brokers Limited", "securities", "licensed-corporation"),
    Firm(
        "Cedar Ledge",
        "Cedar Ledge Asset Management Limited",
        "asset-and-wealth-management",
        "licensed-corporation",
    ),
    Firm(
        "Tern and Teal Wealth",
        "Tern and Teal Wealth Limited",
        "asset-and-wealth-management",
        "licensed-corporation",
    ),
    Firm(
        "Kapok Life",
        "Kapok Life Insurance Limited",
        "insurance",
        "insurer",
        "木棉人壽保險有限公司",
        "木棉人寿保险有限公司",
    ),
    Firm("Breakwater General", "Breakwater General Insurance Limited", "insurance", "insurer"),
    Firm("Evertide Pensions", "Evertide Pension Trustees Limited", "pension", "pension-trustee"),
    Firm("Pebblewink Pay", "Pebble Pay Limited", "stored-value", "stored-value-facility"),
    Firm("Minnow Wallet", "Minnow Wallet Limited", "stored-value", "stored-value-facility"),
)

# Name and kind.
PARTNERS: tuple[tuple[str, str], ...] = (
    ("Abacus Loom", "technology-firm"),
    ("Cormorant Systems", "technology-firm"),
    ("Driftwood Cloud", "cloud-provider"),
    ("Eighth Tide Analytics", "technology-firm"),
    ("Fathom Language", "start-up"),
    ("Gantry Quay Consulting", "consultancy"),
    ("Lowtide University", "university"),
    ("Inkstone Models", "start-up"),
    ("Signal Junction Telecom", "telecommunications"),
    ("Kelp Forest Cloud", "cloud-provider"),
    ("Looking Glass Safety", "start-up"),
    ("Mooring Advisory", "consultancy"),
)

# Role at the regulator, name.
STAFF: tuple[tuple[str, str], ...] = (
    ("officer", "Olive Fong"),
    ("assessor", "Anson Szeto"),
    ("approver", "Prudence Yeung"),
    ("administrator", "Adrian Mok"),
    ("auditor", "Audrey Kwan"),
)
# Who assesses besides: from the host, and from a university. The last one is close to a firm.
PANEL: tuple[tuple[str, str], ...] = (
    ("assessor@harbour-compute.example", "Hetty Compton"),
    ("assessor@lowtide-university.example", "Professor Ada Quill"),
)
CLOSE_TO = "Ferry Point Bank"
SECOND_OFFICER = ("second.officer@regulator.example", "Oscar Pang")

# E-mail domain, then names by role.
MEMBERS: tuple[tuple[Firm, str, dict[str, str]], ...] = (
    (
        HARBOUR,
        "harbour.example",
        {"editor": "Edith Harlan", "signatory": "Simon Harte", "viewer": "Vera Hart"},
    ),
    (
        PEAK,
        "peak.example",
        {"editor": "Edwin Peake", "signatory": "Sylvia Pell", "viewer": "Victor Penn"},
    ),
)

GIVEN = ("Ada", "Ben", "Clara", "Derek", "Elsa", "Felix", "Grace", "Hugo", "Iris", "Jonas", "Karen")
FAMILY = (
    "Au",
    "Bing",
    "Ching",
    "Dao",
    "Eng",
    "Foo",
    "Gan",
    "Hui",
    "Ip",
    "Jim",
    "Kam",
    "Lui",
    "Mak",
)
