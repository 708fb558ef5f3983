"""Training epoch by epoch: stopped, tested and resumed, bit for bit the same."""

import json

import pytest
import torch

from stdplab.core.engines.low_rank import LowRankMatrix
from stdplab.networks import Report, Study, Training, Xor
from tests.helpers.short_patterns import short_patterns  # noqa: F401 - holds for all tests

STUDY = Xor.from_paper("MSTDP", code="temporal", seeds=3, epochs=4)


@pytest.fixture(scope="module")
def whole():
    training = Training(STUDY)
    while not training.done:
        training.advance()
    return training


def same(one, other):
    assert one.keys() == other.keys()
    assert all(torch.equal(one[name], other[name]) for name in one)


def test_a_checkpoint_resumes_bit_for_bit(whole, tmp_path):
    first = Training(STUDY)
    first.advance()
    again = Training.load(first.save(tmp_path / "xor.npz"))
    assert again.epoch == 1
    assert again.study == STUDY
    while not again.done:
        again.advance()
    same(again.history, whole.history)
    same(again.network.tensors(), whole.network.tensors())
    same(again.untrained, whole.untrained)


def test_a_test_leaves_no_trace(whole):
    training = Training(STUDY)
    for _ in range(4):
        before = training.network.tensors()
        training.test()
        training.test(fresh=True)
        same(training.network.tensors(), before)
        training.advance()
    same(training.history, whole.history)


def test_frozen_weights_do_not_learn_and_fresh_inputs_are_others(whole):
    held = whole.network.tensors()
    frozen, fresh = whole.test(), whole.test(fresh=True)
    assert torch.equal(whole.network.tensors()["w0"], held["w0"])
    assert not torch.equal(frozen["01"], fresh["01"])
    same(frozen, whole.test())


@pytest.mark.parametrize("code", ["rate", "temporal"])
def test_with_plasticity_off_weights_and_traces_stay(code):
    training = Training(Xor.from_paper("MSTDPET", code=code, seeds=2, epochs=1))
    for learning in (False, True):
        before = training.network.tensors()
        training.study.run_epoch(training.network, training.generator, learning=learning)
        after = training.network.tensors()
        for name in ("w0", "w1", "x0", "z0"):
            assert torch.equal(after[name], before[name]) is not learning


def test_an_epoch_ends_with_every_series_written_out():
    training = Training(STUDY)
    training.advance()
    for synapses in training.network.synapses:
        matrices = [v for v in synapses._low_rank.values() if isinstance(v, LowRankMatrix)]
        assert matrices
        assert not any(matrix.outers for matrix in matrices)


def test_another_seed_is_another_run(whole):
    other = Training(Xor.from_paper("MSTDP", code="temporal", seeds=3, epochs=4, seed=1))
    assert not torch.equal(other.untrained["01"], whole.untrained["01"])


def test_a_report_has_all_conditions_and_survives_json(whole):
    report = Report.from_training(whole)
    data = json.loads(report.to_json())
    for condition in ("untrained", "online", "frozen", "fresh"):
        assert len(data[condition]["solved"]) == 3
    assert Study.from_dict(data["study"]) == STUDY
    assert len(data["curves"]["01"]["mean"]) == 4
    mean, sd = report.table("01")["online"]
    assert mean == pytest.approx(float(whole.history["01"].mean(0).mean()))
    assert sd == pytest.approx(float(whole.history["01"].mean(0).std(correction=0)))
    assert str(report).startswith(
        "XOR from reward alone, MSTDP, 3 seeds: solved, mean +- standard deviation"
    )


@pytest.mark.parametrize("text", [b"", b"PK", b"not a checkpoint"])
def test_what_is_not_a_checkpoint_is_refused(tmp_path, text):
    path = tmp_path / "broken.npz"
    path.write_bytes(text)
    with pytest.raises(ValueError, match=r"Cannot resume from .*broken\.npz: .*Training\.save"):
        Training.load(path)


def test_half_a_checkpoint_is_refused(whole, tmp_path):
    path = whole.save(tmp_path / "half.npz")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(ValueError, match=r"Cannot resume from .*half\.npz"):
        Training.load(path)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"seeds": 0}, "seeds must be a whole number from 1 to 20,000, got 0"),
        ({"epochs": 2.5}, "epochs must be a whole number from 1 to 1,000,000, got 2.5"),
        ({"seed": "a"}, "seed must be a whole number from 0 to .*, got 'a'"),
    ],
)
def test_parameters_out_of_range_are_refused(options, message):
    with pytest.raises(ValueError, match=message):
        Xor.from_paper("MSTDP", **options)
