"""`SnapshotHistory` stays small, however long a training, and keeps its first and last epoch."""

import pytest
import torch

from stdplab.networks.snapshot import MAX_SNAPSHOTS, SnapshotHistory


class Blinking:
    """A network whose second neuron fires when the epoch is odd."""

    recorder = None

    def __init__(self):
        self.w = torch.zeros(3, 2, 1)

    def weights(self):
        return [self.w]

    def run(self, number):
        self.w += 1
        for _ in range(9):
            odd = torch.tensor([True, bool(number % 2)])
            self.recorder.append([odd, torch.tensor([False])])


def test_the_history_stays_small_and_keeps_both_ends():
    snapshots, network = SnapshotHistory(), Blinking()
    for number in range(1000):
        with snapshots.record(number, network):
            network.run(number)
        assert len(snapshots.epochs) <= MAX_SNAPSHOTS
        assert snapshots.epochs[0] == 0
        assert snapshots.epochs[-1] == number
        assert network.recorder is None
    assert len(snapshots.epochs) > MAX_SNAPSHOTS / 3
    gaps = {b - a for a, b in zip(snapshots.epochs[:-2], snapshots.epochs[1:-1], strict=True)}
    assert len(gaps) == 1  # evenly spread over the training
    last = snapshots[999]
    assert [group.shape for group in last.spikes] == [(9, 2), (9, 1)]
    assert last.spikes[0].all()
    assert not last.spikes[1].any()
    assert float(last.weights[0][0, 0]) == 1000
    assert float(snapshots[0].weights[0][0, 0]) == 1  # as it was then, though the network went on


def test_a_run_that_fails_leaves_no_snapshot_and_no_recorder():
    snapshots, network = SnapshotHistory(), Blinking()
    with pytest.raises(ZeroDivisionError), snapshots.record(0, network):
        raise ZeroDivisionError
    assert snapshots.epochs == ()
    assert network.recorder is None
