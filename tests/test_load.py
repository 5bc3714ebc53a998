"""Many people at once, and for long, over the program as it is served."""

import asyncio
import gc
import json
import os
import random
import time

import pytest
from askers import people, percentile
from served import ROOT, allowed, serving, slowness, warmed

pytestmark = [pytest.mark.slow, pytest.mark.alone]

QUESTIONS = [
    json.loads(line)["question"]
    for line in (ROOT / "evals/sets/specimen.jsonl").read_text("utf-8").splitlines()
]


@pytest.fixture(scope="module")
def server(specimen_folder, tmp_path_factory):
    with serving(specimen_folder, tmp_path_factory.mktemp("log") / "log") as server:
        warmed(server)
        yield server


def told(label, seconds, **more):
    """The figures, for whoever runs pytest with -s, and for docs/reliability.md."""
    figures = {
        "p50": round(percentile(seconds, 0.5), 2),
        "p95": round(percentile(seconds, 0.95), 2),
        "load": round(os.getloadavg()[0], 1),
    }
    print(label, figures | more)  # noqa: T201


async def at_once(crowd, questions):
    return await asyncio.gather(
        *(one.ask(question) for one, question in zip(crowd, questions, strict=True))
    )


def test_twenty_people_who_ask_in_the_same_second_are_all_answered_within_five(server):
    async def rounds():
        crowd = await people(server.url, 20)
        measured = []
        for n in (0, 20, 40, 60, 80):
            before = slowness()
            asked = await at_once(crowd, QUESTIONS[n : n + 20])
            measured.append((asked, max(1.0, before, slowness())))
        return measured

    busy = allowed(1.0)
    waits = []
    for asked, slow in asyncio.run(rounds()):
        assert [one.error for one in asked if one.failed] == []
        told("twenty at once", [one.seconds for one in asked], slow=round(slow, 2))
        waits.append(percentile([one.seconds for one in asked], 0.95) / max(busy, slow))
    # The best of five: the machine may be shared, and warms up. None fails in any.
    assert min(waits) < 5.0
    assert "Traceback" not in server.said()


def test_one_person_with_two_hundred_questions_does_not_keep_another_waiting(server):
    async def flood():
        [greedy, modest] = await people(server.url, 2)
        mine = asyncio.gather(*(greedy.ask(QUESTIONS[n % 100]) for n in range(200)))
        await asyncio.sleep(0.5)
        other = await modest.ask(QUESTIONS[50])
        return await mine, other

    mine, other = asyncio.run(flood())
    answered = [one for one in mine if not one.failed]
    assert {one.status for one in mine} == {200, 429}
    assert 7 <= len(answered) < 100
    assert not other.failed
    assert other.seconds < allowed(4.0)
    told("beside a flood of 200", [other.seconds], answered=len(answered))


@pytest.mark.long
@pytest.mark.timeout(900)
def test_two_hundred_people_with_a_question_each_half_minute_wait_under_two_seconds(server):
    async def half_minutes(rounds=3):
        crowd, chance = await people(server.url, 200), random.Random(3)

        async def sit(one):
            found = []
            await asyncio.sleep(chance.uniform(0, 30))
            for _ in range(rounds):
                started = time.monotonic()
                found.append(await one.ask(chance.choice(QUESTIONS)))
                await asyncio.sleep(max(0.0, 30 - (time.monotonic() - started)))
            return found

        return [asked for one in await asyncio.gather(*map(sit, crowd)) for asked in one]

    within = allowed(2.0)
    asked = asyncio.run(half_minutes())
    told("two hundred signed in", [one.seconds for one in asked], questions=len(asked))
    assert [one.error for one in asked if one.failed] == []
    assert percentile([one.seconds for one in asked], 0.95) < within


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_memory_is_flat_over_two_thousand_questions(server):
    async def batch(count, questions=QUESTIONS):
        crowd = await people(server.url, 10)
        for start in range(0, count, 10):
            chosen = [questions[(start + n) % len(questions)] for n in range(10)]
            asked = await at_once(crowd, chosen)
            assert not any(one.failed for one in asked)

    asyncio.run(batch(1000, [""]))  # as many pages as are kept: each question is a page's first
    asyncio.run(batch(500))  # caches fill up
    gc.collect()
    sizes = [server.memory()]
    for _ in range(4):
        asyncio.run(batch(500))
        sizes.append(server.memory())
    print("megabytes after each 500 questions", sizes)  # noqa: T201
    assert sizes[-1] - sizes[0] < 60
    assert sizes[-1] < 1750


def large_pack(path, pages):
    """A pack of so many pages of prose, made for this test."""
    from make_pdf import lines, make_pdf

    chance = random.Random(5)
    words = "the board noted that fees for places rose while visits to hubs fell again".split()

    def page(n):
        text = [" ".join(chance.choices(words, k=12)) + "." for _ in range(36)]
        return lines(72, 60, f"{n // 4 + 1}.{n % 4 + 1} Item {n}", *text)

    return make_pdf(path, *(page(n) for n in range(pages)))


@pytest.mark.parametrize(
    "pages", [60, pytest.param(400, marks=[pytest.mark.long, pytest.mark.timeout(1200)])]
)
def test_questions_are_answered_while_a_pack_is_added(server, tmp_path, pages):
    pack = large_pack(tmp_path / f"pack-{pages}.pdf", pages)

    async def ask_meanwhile():
        [officer, reader] = await people(server.url, 2)
        status, [path] = await officer.upload((pack.name, pack.read_bytes()))
        assert status == 200
        adding = asyncio.create_task(officer.add(path))
        asked = []
        while not adding.done():
            asked.append(await reader.ask(QUESTIONS[len(asked) % len(QUESTIONS)]))
            await asyncio.sleep(0.3)
        return asked, await adding

    within = allowed(4.0)
    asked, added = asyncio.run(ask_meanwhile())
    assert not added.error and "1 paper added" in added.shown, added
    assert [one.error for one in asked if one.failed] == []
    seconds = [one.seconds for one in asked]
    told(f"while {pages} pages are added", seconds, questions=len(asked), adding=added.seconds)
    assert percentile(seconds, 0.95) < within
