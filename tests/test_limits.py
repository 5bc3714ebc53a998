"""What one person may have on the way at once, and what becomes of the next."""

import asyncio
import threading
import time
from types import SimpleNamespace

import pytest

from ui import wording
from ui.limits import RUNNING, WAITING, Limits, Turns, queue_of

PATH = "/gradio_api/queue/join"
ASK, LOOK = 7, 3
"""Numbers of two events: one that asks, and one that does not."""


class Queue:
    """Stands in for the framework: an event goes in and stays until it is taken out."""

    def __init__(self):
        self.events = []

    async def __call__(self, scope, receive, send):
        body = (await receive())["body"]
        await asyncio.sleep(0.01)
        self.events.append((scope, int(body.split(b":")[1].strip(b" }"))))
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b'{"event_id": "1"}'})


def limited(queue, **given):
    return Limits(
        queue,
        whose=lambda request: request["person"],
        asks=lambda number: number == ASK,
        unfinished=lambda: list(queue.events),
        **given,
    )


async def join(limits, person, event=ASK, parts=1):
    sent, body = [], b'{"fn_index": %d}' % event
    size = -(-len(body) // parts)
    given = [body[n : n + size] for n in range(0, len(body), size)]

    async def receive():
        part = given.pop(0)
        return {"type": "http.request", "body": part, "more_body": bool(given)}

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": PATH, "person": person}
    await limits(scope, receive, send)
    return sent[0]["status"], sent[-1]["body"].decode()


def test_of_two_hundred_questions_of_one_person_at_once_seven_get_in():
    queue = Queue()

    async def flood():
        limits = limited(queue)
        mine = await asyncio.gather(*(join(limits, "one") for _ in range(200)))
        return mine, await join(limits, "another")

    mine, other = asyncio.run(flood())
    assert [status for status, _ in mine].count(200) == RUNNING + WAITING == 7
    refused = [body for status, body in mine if status == 429]
    assert len(refused) == 193
    assert wording.TOO_MANY_AT_ONCE in refused[0]
    assert other[0] == 200


def test_when_a_question_is_answered_the_next_gets_in():
    queue = Queue()

    async def ask_on():
        limits = limited(queue)
        for _ in range(7):
            await join(limits, "one")
        full, _ = await join(limits, "one")
        queue.events.pop()
        return full, (await join(limits, "one"))[0]

    assert asyncio.run(ask_on()) == (429, 200)


def test_what_is_no_question_does_not_count_as_one():
    queue = Queue()

    async def look_and_ask():
        limits = limited(queue)
        looked = [(await join(limits, "one", LOOK))[0] for _ in range(10)]
        return looked, (await join(limits, "one"))[0]

    assert asyncio.run(look_and_ask()) == ([200] * 10, 200)


@pytest.mark.parametrize("status", [200, 429])
def test_a_body_that_comes_in_parts_is_passed_on_whole(status):
    queue = Queue()

    class Whole(Queue):
        async def __call__(self, scope, receive, send):
            parts = [await receive()]
            while parts[-1]["more_body"]:
                parts.append(await receive())
            queue.events.append((scope, ASK))
            assert b"".join(part["body"] for part in parts) == b'{"fn_index": 7}'
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b""})

    whole = Whole()
    whole.events = queue.events = [({"person": "one"}, ASK)] * (7 if status == 429 else 0)
    assert asyncio.run(join(limited(whole), "one", parts=3))[0] == status


@pytest.mark.parametrize("body", [b"", b"[]", b"[" * 9999, b'{"fn_index": "x"}', b"\xff"])
def test_any_body_at_all_is_left_to_the_framework(body):
    async def passed_on():
        seen = []

        async def app(scope, receive, send):
            seen.append((await receive())["body"])

        async def receive():
            return {"type": "http.request", "body": body, "more_body": False}

        limits = Limits(app, lambda _: "one", lambda number: number == ASK, lambda: [])
        await limits({"type": "http", "method": "POST", "path": PATH}, receive, None)
        return seen

    assert asyncio.run(passed_on()) == [body]


def test_a_browser_that_stops_reading_is_hung_up_on():
    async def stalled():
        async def app(scope, receive, send):
            while True:
                await send({"type": "http.response.body", "body": b"x", "more_body": True})

        async def send(message):
            await asyncio.sleep(3600)

        limits = Limits(app, lambda _: "", lambda _: False, lambda: [], slow=0.05)
        scope = {"type": "http", "method": "GET", "path": "/gradio_api/queue/data"}
        with pytest.raises(ConnectionResetError):
            await limits(scope, None, send)

    asyncio.run(asyncio.wait_for(stalled(), 5))


def test_two_answers_of_one_person_are_computed_at_once_and_others_go_between():
    turns, busy, most, order = Turns(in_all=3), {}, {}, []
    guard = threading.Lock()

    def steps(person):
        for _ in range(3):
            with guard:
                busy[person] = busy.get(person, 0) + 1
                most[person] = max(most.get(person, 0), busy[person])
                most["all"] = max(most.get("all", 0), sum(busy.values()))
            time.sleep(0.01)
            with guard:
                busy[person] -= 1
            yield person
        order.append(person)

    def listen(person):
        assert list(turns.in_turn(person, steps)(person)) == [person] * 3

    asked = ["greedy"] * 12 + ["modest"]
    threads = [threading.Thread(target=listen, args=[person]) for person in asked]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert len(order) == 13
    assert (most["greedy"], most["all"]) == (2, 3)
    assert order.index("modest") < 5


def test_who_stops_listening_or_fails_leaves_no_turn_behind():
    turns = Turns(in_all=1)

    def steps():
        yield 1
        raise ValueError("a fault")

    for _ in range(3):
        left = turns.in_turn("one", steps)()
        assert next(left) == 1
    with pytest.raises(ValueError, match="a fault"):
        next(left)
    assert next(turns.in_turn("another", steps)()) == 1


def test_the_frameworks_queue_still_tells_what_is_on_its_way():
    event = SimpleNamespace(request="a request", fn=SimpleNamespace(_id=7))
    pages = SimpleNamespace(
        fns={7: SimpleNamespace(name="answer"), 8: SimpleNamespace(name="watch")},
        _queue=SimpleNamespace(
            event_queue_per_concurrency_id={"a": SimpleNamespace(queue=[event])},
            active_jobs=[None, [event]],
        ),
    )
    told = queue_of(pages)
    assert list(told["unfinished"]()) == [("a request", 7)] * 2
    assert [told["asks"](number) for number in (7, 8, 9)] == [True, False, False]
