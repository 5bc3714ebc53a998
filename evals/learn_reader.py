"""Learn to read a question and a statement together: the changes of assistant/reader.py.

`python -m evals.learn_reader DATA=CASES… PAPERS.jsonl…` makes lessons of cases over libraries
and of files of short papers with their questions (evals/lessons), goes through them from the
shipped encoder's weights, and writes assistant/reader.safetensors. On one H100 twice through
40,000 lessons takes two minutes; two cores take half an hour for 5,000. `--out FILE` writes
elsewhere, `--rounds N` goes through them N times, `--onward FILE` begins from changes that were
learned before, and `--average FILE FILE…` writes the mean of several and learns nothing.
"""

import argparse
import random
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.reader import CHANGES_FILE, LONGEST, Reader, of_like_length
from corpus.encoder import Encoder, EncodesText
from corpus.library import Library
from evals.cases import read_cases
from evals.reading import Lesson, from_cases, from_papers

RATE = 2e-4
HEAD_RATE = 5 * RATE

TOGETHER = 32
"""Lessons of one step."""

STATEMENTS = 12
"""Statements of a lesson in one step, one of them the answer where there is one."""

SILENT = 10
"""Statements of a lesson without an answer in one step."""

HARDEST = 8
"""The first so many of the others: those that were found first, or taken for answers."""

FROM_HARDEST = 0.6
"""So much of a step's others is taken from them."""

OTHERS = 0.5
HARDEST_OTHER = 0.1
HARDEST_SILENT = 0.5
"""What it counts, beside the answer being first: others below 0, the worst of them, and the worst
where nothing answers."""

ALIKE = 192
"""Texts of like length that go through the model together: less of it is padding."""

KEPT = 0.998
"""Of the running mean of the weights, a step: what is written."""

MEAN_FROM = 0.5
"""The mean begins with this share of the steps."""

LEVELS = 127
"""A change is kept in so many steps up and down, those of one row of a matrix alike."""


def main(arguments: Sequence[str]) -> int:
    """Make the lessons, learn, write the changes."""
    parser = argparse.ArgumentParser(prog="python -m evals.learn_reader", description=__doc__)
    parser.add_argument("sources", nargs="*")
    parser.add_argument("--rounds", type=float, default=2.0)
    parser.add_argument("--out", type=Path, default=CHANGES_FILE)
    parser.add_argument("--onward", type=Path)
    parser.add_argument("--average", type=Path, nargs="+")
    given = parser.parse_args(arguments)
    if given.average:
        average(given.average, given.out)
        return 0
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

    From the shipped encoder, or `onward` from changes that were learned before. On a graphics
    processor if there is one. Written is the running mean of the weights.
    """
    import torch
    from torch.optim import swa_utils

    rng = random.Random(seed)
    torch.manual_seed(seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    model, tokens = Reader.unchanged()
    if device == "cpu":  # the fused attention's way back takes half of a step there
        model.set_attn_implementation("eager")
    start = _weights(model)
    for weight in model.embeddings.parameters():
        weight.requires_grad = False
    head = torch.nn.Linear(2 * model.config.hidden_size, 1)
    torch.nn.init.zeros_(head.weight)
    torch.nn.init.zeros_(head.bias)
    if onward:
        weight, bias = Reader(onward).changed(model)
        with torch.no_grad():
            head.weight.copy_(weight[None])
            head.bias.copy_(bias)
    both = torch.nn.ModuleList([model, head]).to(device)
    layers = [weight for weight in model.parameters() if weight.requires_grad]
    learning = torch.optim.AdamW(
        [{"params": layers, "lr": RATE}, {"params": head.parameters(), "lr": HEAD_RATE}],
        weight_decay=0.01,
    )
    steps = max(1, int(len(lessons) * rounds / TOGETHER))
    pace = torch.optim.lr_scheduler.LambdaLR(
        learning, lambda n: min(10 * (n + 1) / steps, max(0.01, (steps - n) / steps / 0.9))
    )
    averaging: Any = swa_utils
    mean = averaging.AveragedModel(both, multi_avg_fn=averaging.get_ema_multi_avg_fn(KEPT))
    both.train()
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
        if step > MEAN_FROM * steps:
            mean.update_parameters(both)
        if step % 50 == 0:
            print(f"step {step} of {steps}, loss {loss.item():.2f}", flush=True)
    learned, head = mean.module.cpu()
    write_changes(_weights(learned), start, head.weight[0], head.bias[0], out)


def average(files: Sequence[Path], out: Path) -> None:
    """Write the mean of changes that were learned apart."""
    import torch

    start = _weights(Reader.unchanged()[0])
    weights: list[dict[str, Any]] = []
    heads, biases = [], []
    for file in files:
        model, _ = Reader.unchanged()
        head, bias = Reader(file).changed(model)
        weights.append(_weights(model))
        heads.append(head)
        biases.append(bias)
    # In float64 the mean of what no file changed is exactly what it was.
    mean = {
        name: torch.stack([own[name].double() for own in weights]).mean(0).float() for name in start
    }
    write_changes(mean, start, torch.stack(heads).mean(0), torch.stack(biases).mean(0), out)


def _weights(model: Any) -> dict[str, Any]:
    return {name: weight.detach().clone() for name, weight in model.named_parameters()}


def write_changes(
    weights: Mapping[str, Any], start: Mapping[str, Any], head: Any, bias: Any, out: Path
) -> None:
    """What changed since `start`: matrices in whole steps of each row's own size, the rest as it
    is; and the head."""
    import torch
    from safetensors.torch import save_file

    changes = {"head.weight": head.detach().half(), "head.bias": bias.detach().half()}
    for name, weight in weights.items():
        change = (weight - start[name]).float()
        if not change.any():
            continue
        if change.dim() < 2:
            changes[name] = change.half()
            continue
        step = (change.abs().amax(1, keepdim=True) / LEVELS).half().clamp(min=1e-7)
        whole = (change / step.float()).round().clamp(-LEVELS, LEVELS)
        changes[name], changes[f"{name}.step"] = whole.to(torch.int8), step
    save_file({name: change.contiguous() for name, change in changes.items()}, out)


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
    device = head.weight.device
    for own, padded in of_like_length(given, tokens, ALIKE):
        order += own
        padded = padded.to(device)
        with torch.autocast(device.type, dtype=torch.bfloat16):
            states = model(**padded).last_hidden_state
        read.append(head(Reader.pooled(states.float(), padded["attention_mask"])).squeeze(-1))
    numbers = torch.cat(read)[torch.argsort(torch.tensor(order)).to(device)]
    losses = []
    for first, last, answered in spans:
        found = numbers[first:last]
        if answered:
            apart = softplus(-found[0]) + softplus(found[1:]).mean()
            worst = softplus(found[1:].max())
            losses.append(-log_softmax(found, 0)[0] + OTHERS * apart + HARDEST_OTHER * worst)
        else:
            losses.append(softplus(found).mean() + HARDEST_SILENT * softplus(found.max()))
    return sum(losses) / len(losses)


def _chosen(lesson: Lesson, rng: random.Random) -> list[str]:
    """The statements of a lesson for one step, its answer first."""
    answer = [rng.choice(lesson.answering)] if lesson.answering else []
    wanted = min(len(lesson.others), (STATEMENTS if answer else SILENT) - len(answer))
    near, far = list(lesson.others[:HARDEST]), list(lesson.others[HARDEST:])
    rng.shuffle(near)
    rng.shuffle(far)
    first = max(1, int(wanted * FROM_HARDEST))
    return [*answer, *(near[:first] + far + near[first:])[:wanted]]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
