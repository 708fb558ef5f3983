"""Arrays are taken where tensors are; what does not fit a run is refused in words."""

import numpy as np
import pytest
import torch

from stdplab import (
    MSTDP,
    MSTDPET,
    STDP,
    Drive,
    Experiment,
    Hard,
    Triplet,
    presets,
    simulate,
)

DEMO = presets.FLORIAN_2007.protocol
PRE, POST, REWARD = np.eye(6)[:, :3], np.eye(6)[:, 1:3], np.ones(6)
DRIVE = Drive(*map(torch.tensor, (PRE, POST, REWARD)))


@pytest.mark.parametrize("kind", [np.float64, np.float32, np.int64, np.uint16, bool])
def test_arrays_make_a_drive(kind):
    drive = Drive(PRE.astype(kind), POST.astype(kind)[:, ::-1], REWARD.astype(kind))
    tensors = Drive(DRIVE.pre, DRIVE.post.flip(1), DRIVE.reward)
    result = simulate(STDP(), drive, np.full((3, 2), 0.3))
    assert torch.equal(
        result["w"], simulate(STDP(), tensors, torch.full((3, 2), 0.3, dtype=torch.double))["w"]
    )


def test_a_drive_keeps_a_copy_of_an_array():
    spikes = PRE.copy()
    drive = Drive(spikes, POST, REWARD)
    spikes[:] = 7
    assert torch.equal(drive.pre, DRIVE.pre)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Drive([[1.0]], POST, REWARD), "drive.pre is .*must be a tensor or an array"),
        (lambda: Drive(PRE.astype(complex), POST, REWARD), "drive.pre is an array of complex128"),
        (lambda: Drive(PRE.astype(str), POST, REWARD), "drive.pre is an array of <U"),
        (lambda: Drive(DRIVE.pre + 0j, POST, REWARD), "drive.pre holds complex numbers"),
        (lambda: Drive(PRE * np.nan, POST, REWARD), "drive.pre holds a value that is not finite"),
        (lambda: simulate(STDP(), DEMO, np.True_), "w0 is .*True.*not a number"),
        (lambda: simulate(STDP(), DEMO, np.array(True)), "w0 is .*True.*not a number"),
        (lambda: simulate(STDP(), DEMO, torch.tensor(True)), "w0 is .*True.*give real numbers"),
        (lambda: simulate(STDP(), DRIVE, np.ones((3, 2), bool)), "w0 is .*True.*give real numbers"),
        (
            lambda: simulate(STDP(), DRIVE, np.ones((3, 2)) * 1j),
            "w0 is array.*j.*give real numbers",
        ),
        (lambda: Experiment(DEMO, (STDP(),), w0=np.True_), "w0 is .*True.*not a number"),
    ],
)
def test_what_is_no_array_of_numbers_is_refused(make, message):
    with pytest.raises(ValueError, match=message):
        make()


@pytest.mark.parametrize("dtype", [torch.int64, torch.bool, torch.complex64, "float32", np.float32])
@pytest.mark.parametrize("source", [DEMO, DRIVE], ids=["protocol", "drive"])
def test_a_dtype_that_is_no_floating_point_dtype_is_refused(dtype, source):
    with pytest.raises(ValueError, match=r"dtype is .*: use a floating point dtype such as"):
        simulate(STDP(), source, dtype=dtype)
    with pytest.raises(ValueError, match="use a floating point dtype"):
        (source.drive(dtype) if source is DEMO else source.to(dtype, None))


@pytest.mark.parametrize("device", ["gpu", "cpu:x", "meta:", 3.5, "cuda:99"])
def test_a_device_that_torch_cannot_use_is_refused(device):
    for run in (lambda: simulate(STDP(), DEMO, device=device), lambda: DEMO.drive(device=device)):
        with pytest.raises(ValueError, match=r'device is .*which torch cannot use.*use "cpu"'):
            run()


@pytest.mark.parametrize("rule", [STDP(nearest=True), MSTDPET(nearest=True), Triplet(nearest=True)])
@pytest.mark.parametrize("count", [2.0, 3.0, 0.5, -1.0])
def test_counts_are_refused_where_nearest_spikes_pair(rule, count):
    for side in (0, 1):
        spikes = [torch.tensor([0.0, 1, 0, 1]), torch.tensor([0.0, 1, 1, 0])]
        spikes[side][3] = count
        with pytest.raises(ValueError, match=rf"holds {count:g} in one step: with nearest=True"):
            simulate(rule, Drive(*spikes, torch.ones(4)))


def test_counts_without_nearest_are_as_many_spikes():
    one, two = (Drive(*map(torch.tensor, ([0, n, 0], [0, 0, 1.0], [1.0] * 3))) for n in (1.0, 2.0))
    first, second = (simulate(STDP(), drive, 0.0).final for drive in (one, two))
    assert second == pytest.approx(2 * first)


def test_a_start_outside_the_bounds_is_refused():
    start = simulate(STDP(gamma=1), DEMO)
    assert start.final > 0.3
    for source in (DEMO, DEMO.drive()):
        with pytest.raises(
            ValueError, match=r"last weight of start = 0\.\d+ is outside the bounds"
        ):
            simulate(STDP(gamma=1), source, start=start, bounds=Hard(0, 0.3))


def test_a_start_that_is_no_run_or_of_other_neurons_is_refused():
    with pytest.raises(ValueError, match=r"start is 0\.3: give the Result of a run, or None"):
        simulate(STDP(), DEMO, start=0.3)
    with pytest.raises(
        ValueError, match=r"start is {'MSTDP': .*: give the Result of a run, or None"
    ):
        simulate(STDP(), DEMO, start=presets.FLORIAN_2007.run())
    with pytest.raises(ValueError, match="whose state does not fit STDP"):
        simulate(STDP(), DEMO, start=simulate(MSTDP(), DEMO))
    start = simulate(STDP(), Drive(PRE[:, :2], POST, REWARD))
    for record in (None, ()):
        with pytest.raises(ValueError, match="do not fit the drive"):
            simulate(STDP(), DRIVE, start=start, record=record)


@pytest.mark.parametrize("record", [None, ()])
def test_a_run_of_one_synapse_continues_in_many(record):
    first = simulate(MSTDP(), DEMO)
    many = Drive(
        DEMO.drive().pre[:, None], DEMO.drive().post[:, None].expand(-1, 2), torch.ones(200)
    )
    second = simulate(MSTDP(), many, start=first, record=record)
    alone = simulate(
        MSTDP(), Drive(DEMO.drive().pre, DEMO.drive().post, torch.ones(200)), start=first
    )
    assert second.weight.flatten().tolist() == pytest.approx([alone.final] * 2)
