"""What is said beside an answer that a language model wrote: what was cut, and what it cost."""

from collections.abc import Sequence

from assistant.citations import Statement
from assistant.compose import Draft
from assistant.models import ChatModel, Ledger


def within_words(statements: Sequence[Statement], most: int) -> tuple[list[Statement], int]:
    """The statements that fit in so many words, and how many that stand did not."""
    kept: list[Statement] = []
    words = dropped = 0
    for one in statements:
        size = 1 if one.faults else len(one.text.split()) + len(one.keys)
        if dropped or words + size > most:
            dropped += not one.faults
            continue
        kept.append(one)
        words += size
    return kept or list(statements[:1]), dropped


def notes_on_cuts(cut: Sequence[str]) -> list[str]:
    """That sentences were left out, and why; not what they said."""
    if not cut:
        return []
    what = "One sentence was" if len(cut) == 1 else f"{len(cut)} sentences were"
    why = "; ".join(dict.fromkeys(_reason(one) for one in cut))
    return [f"{what} left out because the papers do not bear out all of it: {why}."]


def _reason(cut: str) -> str:
    """The reason alone: what was wrong is not said again to those who asked."""
    return cut.rpartition(" (")[2].removesuffix(")")


def notes_on_length(dropped: int, draft: Draft) -> list[str]:
    """That an answer is not the whole of what was written."""
    notes = []
    if dropped:
        notes.append(
            f"The answer was shortened to {draft.words} words. Ask for detail to have more."
        )
    if draft.cut_off:
        notes.append("The language model was cut off; what it had not finished is left out.")
    return notes


def cost_of(model: ChatModel, ledger: Ledger) -> str:
    """What an answer cost, as a sentence: calls, and tokens where the server counts them."""
    calls = len(ledger.prompts)
    times = "one call" if calls == 1 else f"{calls} calls"
    if ledger.read or ledger.written:
        size = f"{ledger.read:,} tokens read and {ledger.written:,} written"
    else:
        read = sum(len(text.split()) for text in ledger.prompts)
        written = sum(len(text.split()) for text in ledger.replies)
        size = f"{read:,} words read and {written:,} written"
    return f"Written by the language model {model.name} in {times}: {size}."
