"""What is kept of a training: few epochs, however long it is, the first and the latest always."""

import pytest
import torch

from stdplab.networks.snapshot import KEPT, SnapshotHistory


class Blinking:
    """A network whose second neuron fires when the epoch is odd."""

    watched = None

    def __init__(self):
        self.w = torch.zeros(3, 2, 1)

    def weights(self):
        return [self.w]

    def run(self, number):
        self.w += 1
        for _ in range(9):
            odd = torch.tensor([True, bool(number % 2)])
            self.watched.append([odd, torch.tensor([False])])


def test_the_album_stays_small_and_keeps_both_ends():
    album, network = SnapshotHistory(), Blinking()
    for number in range(1000):
        with album.page(number, network):
            network.run(number)
        assert len(album.epochs) <= KEPT
        assert album.epochs[0] == 0
        assert album.epochs[-1] == number
        assert network.watched is None
    assert len(album.epochs) > KEPT / 3
    gaps = {b - a for a, b in zip(album.epochs[:-2], album.epochs[1:-1], strict=True)}
    assert len(gaps) == 1  # evenly spread over the training
    last = album[999]
    assert [group.shape for group in last.spikes] == [(9, 2), (9, 1)]
    assert last.spikes[0].all()
    assert not last.spikes[1].any()
    assert float(last.weights[0][0, 0]) == 1000
    assert float(album[0].weights[0][0, 0]) == 1  # as it was then, though the network went on


def test_a_run_that_fails_leaves_no_page_and_nobody_watching():
    album, network = SnapshotHistory(), Blinking()
    with pytest.raises(ZeroDivisionError), album.page(0, network):
        raise ZeroDivisionError
    assert album.epochs == ()
    assert network.watched is None
