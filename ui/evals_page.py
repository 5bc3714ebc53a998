"""The Evals page's parts as HTML: how a run goes, the runs that were kept, what readers judged."""

from collections.abc import Sequence
from html import escape

from ui import evals_words
from ui.evaluating import DONE, STOPPED, Choice, Run
from ui.progress import left
from ui.render import long_date
from ui.wording import plural


def running(run: Run | None) -> str:
    """A bar with its words; "" when nothing runs."""
    if run is None:
        return ""
    if run.stopping:
        words = evals_words.STOPPING_RUN
    elif run.done >= run.cases:
        words = f"{evals_words.SCORING} …"
    else:
        words = (
            f"{evals_words.ASKING_SET.format(name=run.name)} ({run.done:,} of {run.cases:,})"
            f"{_left(run)} …"
        )
    return (
        f'<div class="adding"><p>{escape(words)}</p>'
        f'<progress max="{run.cases}" value="{run.done}" aria-label="{escape(words)}"></progress>'
        "</div>"
    )


def _left(run: Run) -> str:
    if run.done < 5 or run.seconds < 2:
        return ""
    return left(run.seconds * (run.cases - run.done) / run.done)


def cannot_run(sets: Sequence[Choice]) -> str:
    """The sets that cannot be chosen, each with its reason."""
    lines = [
        one.problem or evals_words.NEEDS.format(name=one.name, needs="; ".join(one.needs))
        for one in sets
        if one.problem or one.needs
    ]
    if not lines:
        return ""
    head = escape(evals_words.CANNOT_RUN.format(sets=plural(len(lines), "set")))
    rows = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<details><summary>{head}</summary><ul>{rows}</ul></details>"


def kept_runs(runs: Sequence[Run]) -> str:
    """The runs, the latest first, each with its figures and its report."""
    head = f"<h2>{escape(evals_words.EARLIER_RUNS)}</h2>"
    if not runs:
        return f'{head}<p class="empty">{escape(evals_words.NO_RUNS)}</p>'
    return f'{head}<ul class="runs">{"".join(map(_run, runs))}</ul>'


def _run(run: Run) -> str:
    when = f"{long_date(run.started[:10])}, {run.started[11:16]} UTC"
    facts = [when, plural(run.cases, evals_words.QUESTIONS)]
    if run.model and run.model != "quoting":
        facts.append(run.model)
    ways = ""
    if run.state == DONE:
        ways = (
            f'<p class="ways">{_way(run, "report.html", evals_words.OPEN_REPORT, when)}'
            f"{_way(run, 'answers.jsonl', evals_words.GET_ANSWERS, when)}</p>"
        )
    return (
        f'<li><h3>{escape(run.name)}</h3><p class="facts">{escape(" · ".join(facts))}</p>'
        f"<p>{escape(told(run))}</p>{ways}</li>"
    )


def _way(run: Run, name: str, words: str, when: str) -> str:
    how = "download" if name.endswith(".jsonl") else 'target="_blank" rel="noopener"'
    return (
        f'<a class="button" href="/evals/{escape(run.id)}/{name}" {how} '
        f'aria-label="{escape(words)}: {escape(run.name)}, {escape(when)}">{escape(words)}</a>'
    )


def told(run: Run) -> str:
    """What became of a run: "63% right, 61% right and cited …", or why it has no figures."""
    if run.state == STOPPED:
        return evals_words.RUN_STOPPED.format(done=run.done, cases=run.cases)
    if run.state != DONE:
        return run.error or evals_words.EVALUATION_FAILED
    found = run.figures or {}
    parts = [
        f"{found[name]:.0%} {words}"
        for name, words in evals_words.MEASURES.items()
        if name in found
    ]
    if "p50_s" in found:
        parts.append(evals_words.SECONDS_EACH.format(seconds=found["p50_s"]))
    return ", ".join(parts)


def last_run(run: Run | None) -> str:
    """The latest scored run in a line, for the Help page."""
    if run is None:
        return evals_words.NO_EVALUATION
    date = long_date(run.started[:10])
    return evals_words.LAST_RUN.format(name=run.name, date=date, figures=told(run))


def own_sets(count: int) -> str:
    """What readers judged, and how it becomes a set."""
    head = f"<h2>{escape(evals_words.OWN_SETS)}</h2>"
    if not count:
        return f'{head}<p class="hint">{escape(evals_words.NOT_JUDGED)}</p>'
    words = evals_words.JUDGED.format(count=plural(count, "answer"))
    return (
        f'{head}<p class="hint">{escape(words)}</p><p class="ways">'
        f'<a class="button" href="/judged.csv" download>{escape(evals_words.GET_JUDGED)}</a></p>'
    )
