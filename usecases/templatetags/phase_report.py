"""Draws what a phase report consists of: what people wrote, made safe; what records gave."""

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from usecases.charts.chart import Chart
from usecases.exchange.phase_report_blocks import Block, Group, Table
from usecases.templatetags.charts import chart
from usecases.text.markdown import as_html

register = template.Library()


@register.simple_tag
def markdown(text: str) -> SafeString:
    """Return what people wrote as HTML; `text.markdown` has made it safe."""
    return mark_safe(as_html(text))  # noqa: S308 - cleaned by nh3, of our own tags only


@register.simple_tag
def block_of(block: Block, section: str) -> SafeString:
    """Return one block as HTML."""
    if isinstance(block, Chart):
        return render_to_string("charts/figure.html", chart(block, table=False))
    if isinstance(block, Table):
        return render_to_string("phase_report/table.html", {"table": block, "section": section})
    if isinstance(block, Group):
        return render_to_string("phase_report/group.html", {"group": block})
    return format_html("<p>{}</p>", block.text)
