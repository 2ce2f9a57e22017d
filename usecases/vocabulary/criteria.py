"""The criteria that a phase begins with: the four factors that the regulator published."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

LOWEST, HIGHEST = 1, 5
# An assessor stands out whose weighted mean is further from the mean of the others than this
# share of the scale (one point from 1 to 5), where at least so many assessed.
OUTLIER_SHARE = Decimal("0.25")
OUTLIER_FEWEST = 3
# Rates and severities that rest on fewer cases than these say so.
RATE_FEWEST = 10
SEVERITY_FEWEST = 5
# In the order of the columns of labels; English stands for what is not translated.
LANGUAGES: tuple[str, ...] = ("en", "zh_hant", "zh_hans")


@dataclass(frozen=True)
class Words:
    """A label, and words for each point from the lowest to the highest, in one language."""

    label: str
    points: tuple[str, ...]


@dataclass(frozen=True)
class DefaultCriterion:
    """One criterion as a phase begins with it."""

    code: str
    meaning: str
    words: dict[str, Words]
    weight: Decimal = Decimal(1)

    def fields(self) -> dict[str, Any]:
        """Return the values of the record's fields."""
        labels = {f"label_{name}": words.label for name, words in self.words.items()}
        scales = {name: _numbered(words.points) for name, words in self.words.items()}
        return {
            **labels,
            "code": self.code,
            "meaning": self.meaning,
            "weight": self.weight,
            "lowest": LOWEST,
            "highest": HIGHEST,
            "scale": {**scales.pop("en"), **scales},
        }


def _numbered(points: tuple[str, ...]) -> dict[str, str]:
    return {str(score): text for score, text in enumerate(points, LOWEST)}


DEFAULTS: tuple[DefaultCriterion, ...] = (
    DefaultCriterion(
        "innovation",
        "How far the idea, method or model is new and opens digital opportunities.",
        {
            "en": Words(
                "Level of innovation",
                (
                    "Repeats what is common in the industry",
                    "A small step beyond what is common",
                    "New for the institution, known elsewhere",
                    "New for the industry here",
                    "New altogether; opens opportunities nobody has tried",
                ),
            ),
            "zh_hant": Words(
                "創新程度",
                (
                    "重複業界常見做法",
                    "較常見做法略進一步",
                    "對機構屬新嘗試，其他地方已有",
                    "對本地業界屬新嘗試",
                    "全新構思，開拓前所未有的機遇",
                ),
            ),
            "zh_hans": Words(
                "创新程度",
                (
                    "重复业界常见做法",
                    "较常见做法略进一步",
                    "对机构属新尝试，其他地方已有",
                    "对本地业界属新尝试",
                    "全新构思，开拓前所未有的机遇",
                ),
            ),
        },
    ),
    DefaultCriterion(
        "complexity",
        "How technically sophisticated the solution is.",
        {
            "en": Words(
                "Complexity of the solution",
                (
                    "A finished product, used as it comes",
                    "A finished product with small adaptations",
                    "Several parts put together with care",
                    "Substantial engineering of its own",
                    "Technically demanding throughout, and well mastered",
                ),
            ),
            "zh_hant": Words(
                "方案複雜程度",
                (
                    "直接使用現成產品",
                    "現成產品稍作調整",
                    "多個部分悉心整合",
                    "具相當的自行開發",
                    "技術要求全面而高，並能充分掌握",
                ),
            ),
            "zh_hans": Words(
                "方案复杂程度",
                (
                    "直接使用现成产品",
                    "现成产品稍作调整",
                    "多个部分悉心整合",
                    "具相当的自行开发",
                    "技术要求全面而高，并能充分掌握",
                ),
            ),
        },
    ),
    DefaultCriterion(
        "contribution",
        "Whether others in the industry can repeat and scale it.",
        {
            "en": Words(
                "Expected contribution to the industry",
                (
                    "Of use to this institution alone",
                    "Others could learn little from it",
                    "Others could learn something from it",
                    "Others could repeat much of it",
                    "The industry could repeat and scale it",
                ),
            ),
            "zh_hant": Words(
                "對業界的預期貢獻",
                (
                    "只對該機構有用",
                    "其他機構可借鑑之處不多",
                    "其他機構可有所借鑑",
                    "其他機構可仿效大部分",
                    "業界可仿效並推廣",
                ),
            ),
            "zh_hans": Words(
                "对业界的预期贡献",
                (
                    "只对该机构有用",
                    "其他机构可借鉴之处不多",
                    "其他机构可有所借鉴",
                    "其他机构可仿效大部分",
                    "业界可仿效并推广",
                ),
            ),
        },
    ),
    DefaultCriterion(
        "fair-use",
        "Whether the pooled computing is used fairly, responsibly and efficiently.",
        {
            "en": Words(
                "Fair use of pooled compute",
                (
                    "Asks for far more than its testing needs",
                    "Asks for more than its testing needs",
                    "Asks for what its testing needs",
                    "Uses what it asks for with care",
                    "Makes the most of little, and says how",
                ),
            ),
            "zh_hant": Words(
                "公平使用共用算力",
                (
                    "所需算力遠超測試需要",
                    "所需算力超出測試需要",
                    "所需算力符合測試需要",
                    "謹慎使用所需算力",
                    "善用少量算力，並說明做法",
                ),
            ),
            "zh_hans": Words(
                "公平使用共用算力",
                (
                    "所需算力远超测试需要",
                    "所需算力超出测试需要",
                    "所需算力符合测试需要",
                    "谨慎使用所需算力",
                    "善用少量算力，并说明做法",
                ),
            ),
        },
    ),
)
