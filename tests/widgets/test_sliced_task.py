"""Work in slices ends when it is paused, whatever happens to the event loop that runs it."""

import asyncio
import threading

from stdplab.widgets.common.sliced_task import SlicedTask


def counting(work=lambda: True):
    """A task whose work never ends, and its errors."""
    errors = []
    return SlicedTask(work, lambda: None, errors.append), errors


def test_a_pause_during_a_slice_is_not_lost():
    begun, paused = threading.Event(), threading.Event()

    def work():
        begun.set()
        assert paused.wait(60)
        return True

    task, _ = counting(work)
    thread = threading.Thread(target=task.start)  # without an event loop: slice after slice
    thread.start()
    assert begun.wait(60)
    task.pause()
    paused.set()
    thread.join(60)
    assert not thread.is_alive()
    assert not task.running


def test_a_loop_that_stops_leaves_no_task_that_waits_for_ever():
    continued: list[asyncio.Event] = []

    def work():
        for event in continued:
            event.set()
        return True

    task, _ = counting(work)
    loop = asyncio.new_event_loop()

    async def start():
        task.start()

    loop.run_until_complete(start())
    assert task.running  # but nothing runs it: a thread of the front end has ended with its loop
    task.pause()

    async def start_again():
        continued.append(asyncio.Event())
        task.start()
        await continued[0].wait()
        task.pause()
        await task.task

    asyncio.run(asyncio.wait_for(start_again(), 60))
    assert not task.running
    loop.run_until_complete(asyncio.gather(*asyncio.all_tasks(loop)))
    loop.close()


def test_a_task_that_is_cancelled_with_its_loop_does_not_run():
    task, errors = counting()

    async def start():
        task.start()
        await asyncio.sleep(0)

    asyncio.run(start())
    assert (task.running, errors) == (False, [])
