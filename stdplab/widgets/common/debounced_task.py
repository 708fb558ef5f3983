"""Work that waits until a hand rests, and goes on in pieces so that the next move is heard."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable

RESTED = 0.25  # s without a move
BREATH = 0.005  # s in which the kernel hears of moves
PIECE = 0.03  # s of work between two breaths


class DebouncedTask:
    """Does ``work`` some time after the last `begin`, from the start again after each new one.

    work      gives a piece of it at a time, as a generator does
    failed    is told the exception that work has raised, which nobody else would hear
    """

    def __init__(
        self, work: Callable[[], Iterable[object]], failed: Callable[[Exception], None]
    ) -> None:
        self._work, self._failed = work, failed
        self._task: asyncio.Task[None] | None = None
        self._begun = 0

    @property
    def possible(self) -> bool:
        """Whether an event loop runs, as in a kernel; without one there is no later."""
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return False
        return True

    def begin(self) -> None:
        """Start to wait, or wait anew."""
        self._begun += 1
        if self.possible and (self._task is None or self._task.done()):
            self._task = asyncio.get_running_loop().create_task(self._go())

    async def _go(self) -> None:
        mine = -1
        while mine != self._begun:
            mine = self._begun
            await asyncio.sleep(RESTED)
            if mine == self._begun:
                await self._through(mine)

    async def _through(self, mine: int) -> None:
        breath = time.monotonic()
        try:
            for _ in self._work():
                if time.monotonic() - breath > PIECE:
                    await asyncio.sleep(BREATH)
                    breath = time.monotonic()
                if mine != self._begun:
                    return
        except Exception as error:  # noqa: BLE001 - of a rule of one's own
            self._failed(error)
