"""Learn to read a question and a statement together: the low-rank changes of assistant/reader.py.

`python -m evals.learn_reader DATA=CASES… PAPERS.jsonl…` makes lessons of cases over libraries
and of files of short papers with their questions (evals/lessons), goes through them from the
shipped encoder's weights, and writes assistant/reader.safetensors. Two cores take 10 to 30
minutes for 5,000 lessons. `--out FILE` writes elsewhere, `--rounds N` goes through them N times,
`--onward FILE` begins from changes that were learned before.
"""

import argparse
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.reader import CHANGES_FILE, LONGEST, Reader, of_like_length
from corpus.encoder import Encoder, EncodesText
from corpus.library import Library
from evals.cases import read_cases
from evals.reading import Lesson, from_cases, from_papers

RATE = 2e-4
TOGETHER = 8
"""Lessons of one step."""

STATEMENTS = 6
"""Statements of a lesson in one step, one of them the answer where there is one."""

SILENT = 4
"""Statements of a lesson without an answer in one step."""

HARDEST = 8
"""Most of the others are taken from so many that were found first."""

ALIKE = 16
"""Texts of like length that go through the model together: less of it is padding."""

RANK = 64
"""Of the low-rank changes: lower ones lose what was learned, see evals/LOG.md."""


def main(arguments: Sequence[str]) -> int:
    """Make the lessons, learn, write the changes."""
    parser = argparse.ArgumentParser(prog="python -m evals.learn_reader", description=__doc__)
    parser.add_argument("sources", nargs="+")
    parser.add_argument("--rounds", type=float, default=2.0)
    parser.add_argument("--out", type=Path, default=CHANGES_FILE)
    parser.add_argument("--onward", type=Path)
    given = parser.parse_args(arguments)
    lessons = [lesson for source in given.sources for lesson in lessons_of(source, Encoder())]
    print(len(lessons), "lessons", sum(bool(one.answering) for one in lessons), "with an answer")
    learn(lessons, given.rounds, given.out, onward=given.onward)
    return 0


def lessons_of(source: str, encoder: EncodesText) -> list[Lesson]:
    """The lessons of DATA=CASES,CASES or of a file of papers with questions, that can teach.

    Raises what reading them raises.
    """
    if "=" in source:
        folder, files = source.split("=", 1)
        with Library.open(Path(folder)) as library:
            found = from_cases(library, read_cases([Path(name) for name in files.split(",")]))
    else:
        found = from_papers(Path(source), encoder)
    return [one for one in found if one.others]


def learn(
    lessons: Sequence[Lesson],
    rounds: float,
    out: Path,
    *,
    onward: Path | None = None,
    seed: int = 1,
) -> None:
    """Go through the lessons and write the changes of the layers, and the head.

    From the shipped encoder, or `onward` from changes that were learned before.
    """
    import torch

    rng = random.Random(seed)
    torch.manual_seed(seed)
    model, tokens = Reader.unchanged()
    start = {name: weight.detach().clone() for name, weight in model.named_parameters()}
    for weight in model.embeddings.parameters():
        weight.requires_grad = False
    layers = [weight for weight in model.parameters() if weight.requires_grad]
    head = torch.nn.Linear(2 * model.config.hidden_size, 1)
    torch.nn.init.zeros_(head.weight)
    torch.nn.init.zeros_(head.bias)
    if onward:
        weight, bias = Reader(onward).changed(model)
        with torch.no_grad():
            head.weight.copy_(weight[None])
            head.bias.copy_(bias)
    learning = torch.optim.AdamW(
        [{"params": layers, "lr": RATE}, {"params": head.parameters(), "lr": 10 * RATE}],
        weight_decay=0.01,
    )
    steps = max(1, int(len(lessons) * rounds / TOGETHER))
    pace = torch.optim.lr_scheduler.LambdaLR(
        learning, lambda n: min(10 * (n + 1) / steps, max(0.02, (steps - n) / steps / 0.9))
    )
    model.train()
    queue: list[Lesson] = []
    for step in range(1, steps + 1):
        if len(queue) < TOGETHER:
            queue = _alike_together(lessons, rng)
        batch, queue = queue[:TOGETHER], queue[TOGETHER:]
        loss = _loss(batch, model, tokens, head, rng)
        learning.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_([*layers, *head.parameters()], 1.0)
        learning.step()
        pace.step()
        if step % 50 == 0:
            print(f"step {step} of {steps}, loss {loss.item():.2f}", flush=True)
    write_changes(model, start, head, out)


def write_changes(model: Any, start: dict[str, Any], head: Any, out: Path) -> None:
    """What changed since `start`: matrices as the product of two thin ones, the rest as it is."""
    import torch
    from safetensors.torch import save_file

    changes = {
        "head.weight": head.weight.detach()[0].half(),
        "head.bias": head.bias.detach()[0].half(),
    }
    for name, weight in model.named_parameters():
        change = (weight.detach() - start[name]).float()
        if not change.any():
            continue
        if change.dim() < 2:
            changes[name] = change.half()
            continue
        left, size, right = torch.linalg.svd(change, full_matrices=False)
        root = size[:RANK].sqrt()
        changes[f"{name}.left"] = (left[:, :RANK] * root).half().contiguous()
        changes[f"{name}.right"] = (root[:, None] * right[:RANK]).half().contiguous()
    save_file(changes, out)


def _alike_together(lessons: Sequence[Lesson], rng: random.Random) -> list[Lesson]:
    """All lessons, those of like length beside each other, in batches of no order."""

    def length(lesson: Lesson) -> float:
        texts = [*lesson.answering[:1], *lesson.others[:HARDEST]]
        return sum(map(len, texts)) / len(texts) * rng.uniform(0.85, 1.15)

    ordered = sorted(lessons, key=length)
    batches = [ordered[n : n + TOGETHER] for n in range(0, len(ordered), TOGETHER)]
    rng.shuffle(batches)
    return [lesson for batch in batches for lesson in batch]


def _loss(batch: Sequence[Lesson], model: Any, tokens: Any, head: Any, rng: random.Random) -> Any:
    """The answer above the others, and above 0; all below 0 where nothing answers."""
    import torch
    from torch.nn.functional import log_softmax, softplus

    asked: list[str] = []
    texts: list[str] = []
    spans: list[tuple[int, int, bool]] = []
    for lesson in batch:
        chosen = _chosen(lesson, rng)
        spans.append((len(texts), len(texts) + len(chosen), bool(lesson.answering)))
        asked += [lesson.question] * len(chosen)
        texts += chosen
    given = tokens(asked, texts, truncation=True, max_length=LONGEST)
    order: list[int] = []
    read = []
    for own, padded in of_like_length(given, tokens, ALIKE):
        order += own
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = model(**padded).last_hidden_state
        read.append(head(Reader.pooled(states.float(), padded["attention_mask"])).squeeze(-1))
    numbers = torch.cat(read)[torch.argsort(torch.tensor(order))]
    losses = []
    for first, last, answered in spans:
        found = numbers[first:last]
        if answered:
            above = softplus(-found[0]) + softplus(found[1:]).mean()
            losses.append(-log_softmax(found, 0)[0] + 0.5 * above)
        else:
            losses.append(softplus(found).mean() + 0.5 * softplus(found.max()))
    return sum(losses) / len(losses)


def _chosen(lesson: Lesson, rng: random.Random) -> list[str]:
    """The statements of a lesson for one step, its answer first."""
    answer = [rng.choice(lesson.answering)] if lesson.answering else []
    wanted = min(len(lesson.others), (STATEMENTS if answer else SILENT) - len(answer))
    near, far = list(lesson.others[:HARDEST]), list(lesson.others[HARDEST:])
    rng.shuffle(near)
    rng.shuffle(far)
    return [*answer, *(near[: max(1, wanted - 1)] + far + near[max(1, wanted - 1) :])[:wanted]]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
