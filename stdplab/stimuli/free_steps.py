"""The steps that are still free for a spike, and which of them is the nearest."""

from __future__ import annotations

from collections.abc import Iterable


class FreeSteps:
    """The steps 1 to ``steps``, each of which is taken once.

    A taken step points to the next one on either side that may be free, and a search shortens
    the chain that it has followed. So a crowd of spikes costs no more than a few.
    """

    def __init__(self, steps: int) -> None:
        self._ends = (0, steps + 1)
        self._earlier: dict[int, int] = {}
        self._later: dict[int, int] = {}

    @property
    def taken(self) -> Iterable[int]:
        """The steps that are taken."""
        return self._later

    def take_nearest(self, step: int) -> None:
        """Take the free step nearest to ``step``; of two equally near ones the later."""
        earlier, later = self._end(self._earlier, step), self._end(self._later, step)
        near = [other for other in (later, earlier) if other not in self._ends]
        chosen = min(near, key=lambda other: abs(other - step))
        self._earlier[chosen], self._later[chosen] = chosen - 1, chosen + 1

    @staticmethod
    def _end(links: dict[int, int], step: int) -> int:
        """The end of the chain that begins at ``step``."""
        end = step
        while end in links:
            end = links[end]
        while step != end:
            links[step], step = end, links[step]
        return end
