"""Work that starts once edits pause, and runs in slices so that the kernel stays responsive."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable

DELAY_S = 0.25  # without an edit, before the work starts
YIELD_S = 0.005  # between two slices, for the kernel's other messages
SLICE_S = 0.03  # of work before the kernel has a turn


class DebouncedTask:
    """Runs work a short time after the last call of `restart`; each call starts it again.

    ``work`` returns an iterable that does a part of the work at each step. ``on_error`` is called
    with an exception of the work.
    """

    def __init__(
        self, work: Callable[[], Iterable[object]], on_error: Callable[[Exception], None]
    ) -> None:
        self._work, self._on_error = work, on_error
        self._task: asyncio.Task[None] | None = None
        self._generation = 0

    @property
    def has_event_loop(self) -> bool:
        """Whether an event loop runs, as in a kernel; without one nothing can be postponed."""
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return False
        return True

    def restart(self) -> None:
        """Wait, or wait again, then do the work from its start."""
        self._generation += 1
        if self.has_event_loop and (self._task is None or self._task.done()):
            self._task = asyncio.get_running_loop().create_task(self._run())

    async def _run(self) -> None:
        generation = -1
        while generation != self._generation:
            generation = self._generation
            await asyncio.sleep(DELAY_S)
            if generation == self._generation:
                await self._run_work(generation)

    async def _run_work(self, generation: int) -> None:
        last_yield = time.monotonic()
        try:
            for _ in self._work():
                if time.monotonic() - last_yield > SLICE_S:
                    await asyncio.sleep(YIELD_S)
                    last_yield = time.monotonic()
                if generation != self._generation:
                    return
        except Exception as error:  # noqa: BLE001 - a user's rule may raise anything
            self._on_error(error)
