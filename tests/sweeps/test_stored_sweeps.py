"""The stored sweeps of networks, and the claims that rest on them."""

import pytest

from stdplab.networks import DistalReward, Study
from stdplab.sweeps import stored_sweep
from stdplab.sweeps.plans.training_plan import CONDITIONS
from stdplab.sweeps.results.stored_sweeps import FOLDER


def frozen(name, measure):
    return stored_sweep(name).at(measure=measure, condition="frozen")


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.json")))
def test_every_stored_sweep_is_loaded_and_drawn_with_words(name):
    found = stored_sweep(name)
    study = Study.from_dict(found.source["study"])
    assert found.to_json() + "\n" == (FOLDER / f"{name}.json").read_text()
    assert found.coords["measure"] == study.measures
    assert found.coords["condition"] == CONDITIONS
    assert (
        f"mean and spread of {study.seeds} networks"
        in found.at(measure=study.main_measure).plot().alt
    )
    assert study.seeds >= 16


def test_an_unknown_name_lists_the_available_ones():
    with pytest.raises(ValueError, match=r"no stored sweep 'xor'.*Available: distal-far, "):
        stored_sweep("xor")


def test_the_trace_must_last_as_long_as_the_delay_of_the_reward_and_not_much_longer():
    """Reference shares of target and others by tau_z, from an independent simulation.

    All agree within .05. The standard deviation over 32 networks is at most .18, or .03 of
    a mean, and the reference values vary, too.
    """
    reference = {100: (0.26, 0.25), 300: (0.31, 0.25), 1000: (0.95, 0.27), 3000: (0.97, 0.35)}
    reference[10_000] = (0.79, 0.40)
    shares = stored_sweep("distal-mean").at(condition="frozen", measure=("target", "others"))
    for tau, expected in reference.items():
        assert shares.at({"rule.tau_z": tau}).values == pytest.approx(expected, abs=0.06)
    target = frozen("distal-mean", "target")
    assert target.best()[0] == {"rule.tau_z": 1000}
    assert target.best()[1] > 0.9
    assert max(target.values[[0, -1]]) < target.best()[1] - 0.1
    earned = stored_sweep("distal-mean").at({"measure": "earned", "rule.tau_z": 1000})
    assert earned.at(condition="frozen") > 2 * earned.at(condition="untrained")


def test_the_shortest_trace_that_works_grows_with_the_delay():
    """Rewards after .1 to .3 s, 1 to 3 s and 3 to 9 s: the shortest trace that finds the target.

    The spread over 16 networks is at most .2, which is .05 of a mean.
    """
    targets = [frozen(f"distal-{name}", "target") for name in ("near", "mean", "far")]
    shortest = []
    for target in targets:
        pairs = zip(target.coords["rule.tau_z"], target.values, strict=True)
        shortest.append(next(tau for tau, mean in pairs if mean > 0.8))
        assert target.values[-1] < target.values.max() - 0.1  # too long a trace costs some of it
    assert shortest == [100, 1000, 3000]
    assert [found.source["study"]["delay_low"] for found in targets] == [100, 1000, 3000]


def test_without_subtracting_its_mean_dopamine_raises_the_others_too():
    """At 1 s to .56, standard deviation .03, which `DistalReward.deviation_note` says."""
    raised, subtracted = (frozen(f"distal-{name}", "others") for name in ("nothing", "mean"))
    for tau in (1000, 3000, 10_000):
        at = {"rule.tau_z": tau}
        assert raised.at(at) > subtracted.at(at) + 0.15
    share = f"{raised.at({'rule.tau_z': 1000}):.2f}".lstrip("0")
    assert share in DistalReward.deviation_note


def test_target_rates_need_a_learning_rate_neither_small_nor_large():
    """The published one, in the middle, is the best; the spread over 16 networks is .02 to .09."""
    for rule in ("mstdp", "mstdpet"):
        reached = frozen(f"rates-gamma-{rule}", "efficacy")
        from_paper = reached.source["study"]["rule"]["gamma"]
        setting, best = reached.best()
        assert setting == {"rule.gamma": from_paper}
        assert best > 0.85
        assert max(reached.values[[0, -1]]) < best - 0.1
        assert reached.values[0] < 0.3  # too slow for 25 s


def test_with_a_late_reward_target_rates_are_learned_only_with_a_trace():
    """A millisecond undoes MSTDP and costs MSTDPET nothing; 10 ms drive MSTDPET away."""
    without, trace = (frozen(f"rates-delay-{rule}", "efficacy") for rule in ("mstdp", "mstdpet"))
    assert min(without.at(delay=0), trace.at(delay=0)) > 0.85
    assert trace.at(delay=1) == pytest.approx(trace.at(delay=0), abs=0.02)
    assert max(without.values[1:]) < 0
    assert trace.at(delay=40) < trace.at(delay=10) < -0.5
