"""The report's page: its style, and the few pieces of HTML that its sections are made of."""

from collections.abc import Iterable, Sequence
from html import escape

STYLE = """
:root { color-scheme: light; --ink: #0b0c0c; --quiet: #505a5f; --line: #b1b4b6; --blue: #1d70b8; }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: #fff;
  font: 1.0625rem/1.5 system-ui, "Segoe UI", "DejaVu Sans", Arial, sans-serif; }
main, header, footer { max-width: 62rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 2rem; } footer { padding-bottom: 3rem; color: var(--quiet); }
h1 { font-size: 2.1rem; line-height: 1.2; margin: 0 0 .5rem; }
h2 { font-size: 1.5rem; margin: 2.75rem 0 .75rem; padding-top: 1rem;
  border-top: 2px solid var(--ink); }
h3 { font-size: 1.12rem; margin: 0 0 .6rem; }
p { max-width: 46rem; } .quiet { color: var(--quiet); }
.skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; top: .5rem; }
a { color: #1a65a6; } :focus-visible { outline: 3px solid #0b0c0c; outline-offset: 2px; }
.cards { list-style: none; margin: 0; padding: 0; display: grid; gap: 1rem;
  grid-template-columns: repeat(auto-fit, minmax(13.5rem, 1fr)); }
.cards li { border: 1px solid var(--line); border-left: 6px solid var(--blue);
  padding: .8rem 1rem; }
.cards b { display: block; font-size: 2.2rem; line-height: 1.15; }
.cards span { display: block; } .cards .quiet { font-size: .92rem; }
.warning { border: 3px solid #d4351c; padding: .8rem 1rem; margin: 1.25rem 0; font-weight: 600; }
svg { width: 100%; min-width: 36rem; max-width: 48rem; height: auto; display: block; }
svg text { font-size: 15px; fill: var(--ink); } svg .tick { font-size: 12.5px; fill: #505a5f; }
svg .bar { fill: var(--blue); } svg .grid { stroke: #dcdfe0; }
svg .reach { stroke: #0b0c0c; stroke-width: 2; fill: none; }
.table { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; font-size: .97rem; }
caption { text-align: left; font-weight: 600; padding-bottom: .4rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .9rem .4rem 0;
  border-bottom: 1px solid var(--line); }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
article { border: 1px solid var(--line); padding: 1rem 1.15rem; margin: 0 0 1.1rem; }
dl { display: grid; grid-template-columns: 11rem 1fr; gap: .4rem 1rem; margin: 0; }
dt { font-weight: 600; } dd { margin: 0; overflow-wrap: anywhere;
  white-space: pre-line; }
blockquote { margin: .35rem 0 0; padding-left: .8rem; border-left: 4px solid var(--line);
  white-space: pre-line; }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; gap: .1rem; }
  dd { margin-bottom: .6rem; } }
@media print { html { font-size: 9.5pt; } svg { min-width: 0; }
  article { border-width: 1px 0 0; padding: .6rem 0; margin: 0; } dl { gap: .15rem 1rem; }
  .skip { display: none; }
  svg, .cards li { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  h2, h3 { break-after: avoid; } tr, li, figure { break-inside: avoid; }
  .table { overflow: visible; } @page { size: A4; margin: 16mm; } }
"""
"""Contrast at least 4.5 to 1 for text; one column at 320 pixels; whole cards in print."""

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""The page loads nothing and runs nothing, whatever the papers' text holds."""


def page(title: str, opening: str, sections: Iterable[str], footer: str) -> str:
    """A whole HTML document that needs nothing beside it. All but the title is HTML already."""
    return f"""<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<title>{escape(title)}</title>
<style>{STYLE}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the results</a>
<header><h1>{escape(title)}</h1>
{opening}</header>
<main id="main">
{"".join(sections)}</main>
<footer>{footer}</footer>
</body>
</html>
"""


def section(heading: str, *parts: str) -> str:
    """A section with its heading; the parts are HTML."""
    return f"<section>\n<h2>{escape(heading)}</h2>\n" + "\n".join(parts) + "\n</section>\n"


def paragraph(text: str, style: str = "") -> str:
    """A paragraph of plain text."""
    return f"<p{f' class={chr(34)}{style}{chr(34)}' if style else ''}>{escape(text)}</p>"


def table(caption: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of plain text whose first column names each row; the others are aligned right."""
    head = "".join(
        f'<th scope="col"{"" if place == 0 else _NUMBER}>{escape(heading)}</th>'
        for place, heading in enumerate(headings)
    )
    body = "\n".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f"<td{_NUMBER}>{escape(cell)}</td>" for cell in row[1:])
        + "</tr>"
        for row in rows
    )
    return (
        f'<div class="table" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def facts_list(pairs: Iterable[tuple[str, str]]) -> str:
    """Names and values side by side; values are HTML, and pairs without one are left out."""
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{value}</dd>" for name, value in pairs if value)
    return f"<dl>{rows}</dl>"


def quoted(text: str, most: int = 600, *, start: int = 0) -> str:
    """Words of a paper, set apart; shortened to `most` letters round `start`, with ellipses."""
    first = max(0, min(start - most // 2, len(text) - most))
    short = text[first : first + most]
    if first:
        short = "… " + short.partition(" ")[2]
    if first + most < len(text):
        short = short.rpartition(" ")[0] + " …"
    return f"<blockquote>{escape(short)}</blockquote>" if short.strip() else ""


def scrolled(drawing: str) -> str:
    """A drawing that a narrow screen scrolls sideways, so that its letters stay readable."""
    return f'<div class="table" tabindex="0" role="group" aria-label="Chart">{drawing}</div>'


_NUMBER = ' class="n"'
