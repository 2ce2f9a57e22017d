"""Markdown that people write: read once, into plain pieces, from which pages and papers are made.

HTML in it is text. Images are their words, since a page of ours asks no other host for anything.
Links lead to the web or to an address for mail, and nowhere else.
"""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

import nh3
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

_PARSER = MarkdownIt("commonmark", {"html": False}).disable(["html_block", "html_inline"])
_SCHEMES = frozenset({"http", "https", "mailto"})
# Characters that turn the order of what follows them, or that nobody sees.
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_TAGS = {
    *("p", "h3", "h4", "ul", "ol", "li", "blockquote"),
    *("strong", "em", "code", "pre", "a", "br", "hr"),
}
_HIGHEST, _DEEPEST = 3, 4


@dataclass(frozen=True)
class Run:
    """A piece of a line, all of one kind."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    link: str = ""


@dataclass(frozen=True)
class Block:
    """A paragraph, heading, list, quotation, piece of code or rule."""

    kind: str
    runs: tuple[Run, ...] = ()
    level: int = 0
    ordered: bool = False
    start: int = 1
    items: tuple[tuple["Block", ...], ...] = ()


def blocks(text: str) -> tuple[Block, ...]:
    """Return what a text says; its headings begin at the third level and leave none out."""
    tree = SyntaxTreeNode(_PARSER.parse(_TURNING.sub("", text)))
    return _levelled(_block(node) for node in tree.children)


def as_html(text: str) -> str:
    """Return a text as HTML that a page may show as it is."""
    written = "".join(map(_html, blocks(text)))
    return nh3.clean(
        written,
        tags=_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes=set(_SCHEMES),
        url_relative="deny",
    )


def as_words(text: str) -> str:
    """Return a text without its marks, a line for each block."""
    return "\n".join(_words(block) for block in blocks(text))


def _block(node: SyntaxTreeNode) -> Block:
    if node.type == "heading":
        return Block("heading", _runs(node), level=int(node.tag[1:]))
    if node.type in ("bullet_list", "ordered_list"):
        items = tuple(_inner(item) for item in node.children)
        start = int(node.attrs.get("start", 1))
        return Block("list", ordered=node.type == "ordered_list", start=start, items=items)
    if node.type == "blockquote":
        return Block("quote", items=(_inner(node),))
    if node.type in ("fence", "code_block"):
        return Block("code", (Run(node.content.rstrip("\n"), code=True),))
    if node.type == "hr":
        return Block("rule")
    return Block("paragraph", _runs(node))


def _inner(node: SyntaxTreeNode) -> tuple[Block, ...]:
    """Return what stands in an item or a quotation; a heading there only stands out."""
    found = map(_block, node.children)
    return tuple(_stressed(each) if each.kind == "heading" else each for each in found)


def _stressed(block: Block) -> Block:
    return Block("paragraph", tuple(replace(run, strong=True) for run in block.runs))


def _runs(node: SyntaxTreeNode, kind: Run | None = None) -> tuple[Run, ...]:
    kind, found = kind or Run(""), []
    for each in node.children:
        if each.type in ("text", "text_special"):
            found.append(replace(kind, text=each.content))
        elif each.type == "code_inline":
            found.append(replace(kind, text=each.content, code=True))
        elif each.type == "softbreak":
            found.append(replace(kind, text=" "))
        elif each.type == "hardbreak":
            found.append(replace(kind, text="\n"))
        elif each.type == "image":
            found.append(replace(kind, text=each.content))
        else:
            found += _runs(each, _within(each, kind))
    return tuple(run for run in found if run.text)


def _within(node: SyntaxTreeNode, kind: Run) -> Run:
    if node.type == "link":
        href = str(node.attrs.get("href", ""))
        return replace(kind, link=href if _leads(href) else "")
    return replace(
        kind,
        strong=kind.strong or node.type == "strong",
        emphasis=kind.emphasis or node.type == "em",
    )


def _leads(address: str) -> bool:
    """Whether an address leads to the web, or to a mailbox."""
    parts = urlsplit(address)
    return parts.scheme in _SCHEMES and bool(parts.netloc or parts.scheme == "mailto")


def _levelled(found: Iterable[Block]) -> tuple[Block, ...]:
    """Shift headings below those of the page; none is deeper by more than one than the last."""
    placed, last = [], _HIGHEST - 1
    for block in found:
        if block.kind == "heading":
            last = max(_HIGHEST, min(block.level + _HIGHEST - 1, last + 1, _DEEPEST))
            block = replace(block, level=last)  # noqa: PLW2901 - the same block, at its level
        placed.append(block)
    return tuple(placed)


def _html(block: Block) -> str:
    if block.kind == "heading":
        return f"<h{block.level}>{_line(block.runs)}</h{block.level}>"
    if block.kind == "list":
        tag, start = ("ol", f' start="{block.start}"') if block.ordered else ("ul", "")
        items = "".join(f"<li>{''.join(map(_html, item))}</li>" for item in block.items)
        return f"<{tag}{start if block.start != 1 else ''}>{items}</{tag}>"
    if block.kind == "quote":
        return f"<blockquote>{''.join(map(_html, block.items[0]))}</blockquote>"
    if block.kind == "code":
        return f"<pre><code>{html.escape(block.runs[0].text)}</code></pre>"
    return "<hr>" if block.kind == "rule" else f"<p>{_line(block.runs)}</p>"


def _line(runs: Iterable[Run]) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    text = html.escape(run.text).replace("\n", "<br>")
    for on, tag in ((run.code, "code"), (run.emphasis, "em"), (run.strong, "strong")):
        text = f"<{tag}>{text}</{tag}>" if on else text
    return f'<a href="{html.escape(run.link)}">{text}</a>' if run.link else text


def _words(block: Block) -> str:
    inner = "\n".join(_words(each) for item in block.items for each in item)
    return "".join(run.text for run in block.runs) + inner
