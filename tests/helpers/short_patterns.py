"""XOR trainings ten times shorter, for tests of what stands around a training.

Checkpoints, buttons, commands and full disks are the same whether a pattern lasts 500 ms or 50.
Where published behaviour or stored runs are compared, patterns keep their length.
"""

from contextlib import contextmanager

import pytest

PATTERN_MS, TRAIN_SPIKES = 50, 5  # as many spikes per second as in the study


@contextmanager
def shortened():
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (("PATTERN_MS", PATTERN_MS), ("TRAIN_SPIKES", TRAIN_SPIKES)):
            patch.setattr(f"stdplab.networks.xor_network.{name}", value)
        yield


@pytest.fixture(scope="module", autouse=True)
def short_patterns():
    """Import it into a file of tests: then it holds for all of them."""
    with shortened():
        yield
