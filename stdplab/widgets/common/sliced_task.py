"""Work in slices beside what else the kernel is asked, until it is done or paused."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

BREATH = 0.01  # s in which the kernel does what else is asked of it, between two slices
RECENT = 10  # slices by which the time that is left is told


class SlicedTask:
    """Does slice after slice; where no event loop runs, all of them at once.

    work      does one slice; whether there is another one
    told      is called after each slice, and when it has paused
    failed    is told the exception that work has raised, which nobody else would hear

    running    whether it is to go on
    """

    def __init__(
        self,
        work: Callable[[], bool],
        told: Callable[[], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._work, self._told, self._failed = work, told, failed
        self.running = False
        self.task: asyncio.Task[None] | None = None
        self._seconds: list[float] = []

    def start(self) -> None:
        """Begin, or go on."""
        self.running, self._seconds = True, []
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            while self._slice():
                pass
        else:
            if self.task is None or self.task.done():  # or the one that was pausing goes on
                self.task = loop.create_task(self._go())

    def pause(self) -> None:
        """Stop after the slice at hand."""
        self.running = False

    def left(self, slices: int) -> float | None:
        """About how many seconds so many slices take, or None while it pauses or begins."""
        recent = self._seconds[-RECENT:]
        return sum(recent) / len(recent) * slices if self.running and recent else None

    async def _go(self) -> None:
        try:
            while self._slice():  # noqa: ASYNC110 - no wait for something: each turn works
                await asyncio.sleep(BREATH)
        except Exception as error:  # noqa: BLE001 - of a rule of one's own
            self.running = False
            self._failed(error)

    def _slice(self) -> bool:
        if self.running:
            begun = time.perf_counter()
            self.running = self._work() and self.running
            self._seconds.append(time.perf_counter() - begun)
        self._told()
        return self.running
