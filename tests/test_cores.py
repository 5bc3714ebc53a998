"""Threads that work in torch share the machine's cores."""

import threading

import torch

from corpus.cores import Cores


def test_one_that_is_alone_has_all_cores_and_small_work_one():
    cores = Cores(4)
    with cores.shared() as mine:
        assert (mine, torch.get_num_threads()) == (4, 4)
    with cores.shared(small=True) as mine:
        assert (mine, torch.get_num_threads()) == (1, 1)
    with cores.shared() as mine:
        assert mine == 4


def test_beside_another_each_has_one_and_no_more_work_than_there_are_cores():
    cores, inside, leave = Cores(2), threading.Semaphore(0), threading.Event()
    had: list[int] = []

    def work():
        with cores.shared() as mine:
            had.append(mine)
            inside.release()
            leave.wait(10)

    with cores.shared() as first:
        threads = [threading.Thread(target=work) for _ in range(2)]
        for thread in threads:
            thread.start()
        assert inside.acquire(timeout=10)
        assert not inside.acquire(timeout=0.1)
    assert inside.acquire(timeout=10)
    leave.set()
    for thread in threads:
        thread.join(10)
    assert (first, had) == (2, [1, 1])


def test_a_core_is_given_back_by_work_that_fails():
    cores = Cores(1)
    for _ in range(3):
        try:
            with cores.shared():
                raise ValueError
        except ValueError:
            pass
    with cores.shared() as mine:
        assert mine == 1
