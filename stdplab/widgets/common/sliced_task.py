"""Work in slices, between the kernel's other messages, until it is done or paused."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

YIELD_S = 0.01  # between two slices, for the kernel's other messages
AVERAGED_SLICES = 10  # the last slices, from which the remaining time is estimated


class SlicedTask:
    """Runs one slice of work after another; without an event loop, all of them at once.

    ``work`` does one slice and returns whether there is another one. ``on_slice`` is called after
    each slice and after a pause. ``on_error`` is called with an exception of the work. The
    attribute ``running`` is true until the work is done or paused.
    """

    def __init__(
        self,
        work: Callable[[], bool],
        on_slice: Callable[[], None],
        on_error: Callable[[Exception], None],
    ) -> None:
        self._work, self._on_slice, self._on_error = work, on_slice, on_error
        self.running = False
        self.task: asyncio.Task[None] | None = None
        self._seconds: list[float] = []

    def start(self) -> None:
        """Start, or continue after a pause."""
        self.running, self._seconds = True, []
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            while self._run_slice():
                pass
        else:
            if self._has_ended():  # one that is about to pause continues
                self.task = loop.create_task(self._run())

    def pause(self) -> None:
        """Stop after the present slice."""
        self.running = False

    def remaining_seconds(self, slices: int) -> float | None:
        """Estimate the seconds that so many slices take; None while paused or before the first."""
        recent = self._seconds[-AVERAGED_SLICES:]
        return sum(recent) / len(recent) * slices if self.running and recent else None

    def _has_ended(self) -> bool:
        """Whether no task runs: none was made, it is done, or its event loop has stopped.

        A front end may call in a thread whose loop ends with it, and the task with the loop.
        """
        return self.task is None or self.task.done() or not self.task.get_loop().is_running()

    async def _run(self) -> None:
        try:
            while self._run_slice():  # noqa: ASYNC110 - this waits for nothing: each turn does work
                await asyncio.sleep(YIELD_S)
        except asyncio.CancelledError:
            self.running = False
            raise
        except Exception as error:  # noqa: BLE001 - a user's rule may raise anything
            self.running = False
            self._on_error(error)

    def _run_slice(self) -> bool:
        if self.running:
            start = time.perf_counter()
            if not self._work():  # a pause that comes meanwhile stays one
                self.running = False
            self._seconds.append(time.perf_counter() - start)
        self._on_slice()
        return self.running
