"""Single rules on one synapse and on many, and the messages for bad calls."""

import pytest
import torch

from stdplab import MSTDPET, STDP, Dopamine, Drive, Hard, Protocol, Triplet, presets, simulate
from stdplab.stimuli import pairing

DEMO = presets.FLORIAN_2007.protocol


def test_nearest_pairing_sets_the_trace_instead_of_adding():
    pairs = Protocol(pre=(5, 6, 7), post=(8,), duration=10)
    assert float(simulate(STDP(nearest=True), pairs)["x"].max()) == 1.0
    assert float(simulate(STDP(), pairs)["x"].max()) > 2.5


def test_mstdpet_converges_as_dt_shrinks():
    finals = [simulate(MSTDPET(), DEMO, dt=dt).final for dt in (1, 0.5, 0.1)]
    assert finals == pytest.approx([0.3342, 0.3355, 0.3365], abs=5e-5)


def test_a_matrix_of_synapses_equals_its_synapses_one_by_one():
    seed = torch.Generator().manual_seed(3)
    spikes = [(torch.rand(40, n, generator=seed) < 0.2).double() for n in (3, 2)]
    reward = torch.randn(40, generator=seed).double()
    w0 = torch.rand(3, 2, generator=seed).double()
    whole = simulate(MSTDPET(), Drive(*spikes, reward), w0)
    assert whole["x"].shape == (41, 3)
    assert whole["y"].shape == (41, 2)
    assert whole["z"].shape == whole["w"].shape == (41, 3, 2)
    for i in range(3):
        for j in range(2):
            drive = Drive(spikes[0][:, i], spikes[1][:, j], reward)
            one = simulate(MSTDPET(), drive, w0[i, j])
            torch.testing.assert_close(whole["w"][:, i, j], one["w"])
            torch.testing.assert_close(whole["z"][:, i, j], one["z"])


def test_a_tensor_parameter_is_a_batch():
    taus = torch.tensor([5.0, 25.0, 80.0], dtype=torch.float64)
    batch = simulate(MSTDPET(tau_z=taus), DEMO)
    singly = [simulate(MSTDPET(tau_z=float(tau)), DEMO).final for tau in taus]
    assert batch["w"].shape == (201, 3)
    assert batch["w"][-1].tolist() == pytest.approx(singly, abs=1e-12)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: simulate(STDP, DEMO),
            "is not a rule with its parameters. Pass one such as STDP()",
        ),
        (lambda: simulate(STDP(), "demo"), "needs a Protocol or a Drive, got 'demo'"),
        (lambda: simulate(STDP(), DEMO, lag=2), "lag is 2"),
        (lambda: simulate(STDP(), DEMO, w0=float("nan")), "w0 is nan"),
        (
            lambda: simulate(STDP(), DEMO, record=("v",)),
            "record names v, which STDP does not have. Available: w, x",
        ),
        (lambda: simulate(STDP(), DEMO, bounds=(0, 1)), "(0, 1): it must be Hard(low, high)"),
        (
            lambda: simulate(STDP(), DEMO, w0=5, bounds=Hard()),
            "w0 = 5 is outside the bounds [0, 1]",
        ),
        (lambda: STDP(nearest=0.5), "STDP.nearest is 0.5: it must be True or False"),
        (lambda: STDP(tau_plus=True), "STDP.tau_plus is True, which is not a number"),
        (lambda: STDP(tau_plus=torch.tensor([5.0, -1.0])), "STDP.tau_plus holds -1: every value"),
        (
            lambda: STDP(gamma=torch.tensor(torch.nan)),
            "STDP.gamma holds a value that is not finite",
        ),
        (lambda: STDP(tau_plus=-20), "STDP.tau_plus is -20: it must be above zero"),
        (lambda: MSTDPET(tau_z=0), "MSTDPET.tau_z is 0"),
        (lambda: STDP(gamma="fast"), "STDP.gamma is 'fast', which is not a number"),
        (lambda: Drive(torch.ones(3), torch.ones(4), torch.ones(3)), "drive.post has shape (4,)"),
        (lambda: Drive(torch.ones(3), torch.ones(3), torch.ones(2)), "drive.reward has shape (2,)"),
        (lambda: Drive(*[torch.ones(0)] * 3), "The drive has no time steps"),
    ],
)
def test_bad_calls_are_refused_with_what_is_wrong(call, message):
    with pytest.raises(ValueError) as error:
        call()
    assert message in str(error.value)


def test_the_triplet_rule_depends_on_frequency_as_published():
    """60 pairs at 0.1 to 50 Hz: the minimal all-to-all set for visual cortex."""
    measured = {
        delta: [triplet_change(delta, rate) for rate in (0.1, 10, 20, 40, 50)]
        for delta in (10, -10)
    }
    assert measured[10] == pytest.approx([0.00, 0.12, 0.23, 0.53, 0.76], abs=0.006)
    assert measured[-10] == pytest.approx([-0.32, -0.33, -0.34, 0.17, 0.75], abs=0.006)


def triplet_change(delta, rate):
    return simulate(Triplet(), pairing(delta, rate=rate), w0=0.0).final


def test_nearest_pairing_weakens_the_triplet_rule():
    burst = Protocol(pre=(5, 10, 15), post=(7, 12, 17), duration=40)
    all_spikes, nearest = (simulate(Triplet(nearest=n), burst) for n in (False, True))
    assert float(all_spikes["y2"].max()) > 1 == float(nearest["y2"].max())
    assert nearest.final < all_spikes.final


def test_a_constant_reward_stops_changing_the_weight_under_dopamine():
    pairs = Protocol(pre=(1000, 9000), post=(1005, 9005), reward=((0, 1.0),), duration=10000)
    w = simulate(Dopamine(tau_m=500), pairs, w0=0.0)["w"]
    early, late = float(w[2000]), float(w[-1] - w[2000])
    assert early > 1000 * abs(late)
    assert simulate(MSTDPET(), pairs, w0=0.0).final == pytest.approx(2 * 0.1588, abs=2e-3)


def test_only_the_named_series_are_recorded():
    drive = Drive(torch.ones(5, 3), torch.ones(5, 2), torch.ones(5))
    whole = simulate(MSTDPET(), drive)
    bare, some = (simulate(MSTDPET(), drive, record=r) for r in ((), ("x", "w")))
    for result in (bare, some):
        torch.testing.assert_close(result.final, whole.final, rtol=0, atol=1e-12)
        torch.testing.assert_close(result.state["z"], whole.state["z"], rtol=0, atol=1e-12)
    assert torch.equal(some["x"], whole["x"])
    assert torch.equal(some["w"], whole["w"])
    with pytest.raises(
        KeyError, match=r"'z' was not recorded in this run of MSTDPET\. Available: w, x, pre"
    ):
        some["z"]
    with pytest.raises(KeyError, match="'v' is not a series of MSTDPET"):
        whole["v"]


def test_dtype_and_device_are_kept():
    result = simulate(STDP(), DEMO, dtype=torch.float32, device="cpu")
    assert result["w"].dtype == torch.float32
    assert result.final == pytest.approx(0.269036, abs=1e-6)


def test_a_run_on_numbers_can_be_continued_with_a_drive():
    half = Protocol(DEMO.pre[:2], DEMO.post[:2], ((0, 1.0),), 100)
    first, drive = simulate(MSTDPET(), half), DEMO.drive()
    rest = Drive(drive.pre[100:], drive.post[100:], drive.reward[100:])
    whole = simulate(MSTDPET(), DEMO).final
    assert simulate(MSTDPET(), rest, start=first).final == pytest.approx(whole, abs=1e-15)


def test_a_run_is_continued_only_with_its_own_rule():
    first = simulate(STDP(), DEMO)
    with pytest.raises(
        ValueError, match="start is a run of STDP, whose state does not fit MSTDPET"
    ):
        simulate(MSTDPET(), DEMO, start=first)
