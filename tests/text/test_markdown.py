"""Markdown that people write: what is left of it, and that nothing hostile is."""

import re

import pytest

from usecases.text.markdown import as_html, as_words, blocks

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe src=//evil.example></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt&colon;alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    "[x](//evil.example/x)",
    "[x](/admin/)",
    "[x](file:///etc/passwd)",
    "![x](https://evil.example/pixel.png)",
    '![x](x" onerror="alert(1))',
    "[x][r]\n\n[r]: javascript:alert(1)",
    '<https://a.example/"onmouseover=alert(1)>',
    "<style>body{display:none}</style>",
    "<!-- --!> <script>alert(1)</script> -->",
    '```"><script>alert(1)</script>\n</code></pre><script>alert(1)</script>\n```',
    "`</code><script>alert(1)</script>`",
    "<form action=//evil.example><input name=q>",
    "<base href=//evil.example>",
    "<math><mtext><script>alert(1)</script></mtext></math>",
    "> " * 200 + "<script>alert(1)</script>",
    "- " * 200 + "<script>alert(1)</script>",
    "[" * 500 + "x" + "](javascript:alert(1))" * 500,
]
TAGS = re.compile(r"</?([a-z0-9]+)([^>]*)>")
ALLOWED = {
    *[
        "p",
        "h3",
        "h4",
        "ul",
        "ol",
        "li",
        "blockquote",
        "strong",
        "em",
        "code",
        "pre",
        "a",
        "br",
        "hr",
    ]
}


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_hostile_is_left(text: str) -> None:
    written = as_html(text)
    found = TAGS.findall(written)
    assert {name for name, _rest in found} <= ALLOWED
    for name, rest in found:
        if name == "a" and rest:
            assert re.fullmatch(
                r' href="(?:https?://[^"]+|mailto:[^"]+)" rel="noopener noreferrer"', rest
            )
        else:
            assert rest in ("", ' start="2"')
    assert "<script" not in written
    assert "evil.example/pixel" not in written


def test_what_people_write_is_kept() -> None:
    text = (
        "# One\n\n#### Two\n\nA **b** *c* `d`\ne  \nf [g](https://h.example/?a=1&b=2)\n\n2. x\n3. y"
    )
    assert as_html(text) == (
        "<h3>One</h3><h4>Two</h4><p>A <strong>b</strong> <em>c</em> <code>d</code> e<br>f "
        '<a href="https://h.example/?a=1&amp;b=2" rel="noopener noreferrer">g</a></p>'
        '<ol start="2"><li><p>x</p></li><li><p>y</p></li></ol>'
    )


def test_html_is_shown_as_text() -> None:
    assert as_html("a <b>c</b>") == "<p>a &lt;b&gt;c&lt;/b&gt;</p>"


def test_an_image_is_its_words() -> None:
    assert as_html("![A chart](https://a.example/x.png)") == "<p>A chart</p>"


def test_characters_that_turn_the_text_are_left_out() -> None:
    assert as_words("safe\u202e evil\u2066\u200f") == "safe evil"


@pytest.mark.parametrize(
    ("text", "levels"),
    [("# a\n## b\n### c", [3, 4, 4]), ("#### a\n# b", [3, 3]), ("> # a\n\n- # b", [])],
)
def test_headings_leave_no_level_out(text: str, levels: list[int]) -> None:
    assert [each.level for each in blocks(text) if each.kind == "heading"] == levels
