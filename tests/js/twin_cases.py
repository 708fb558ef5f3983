"""What the twins are given, and how each language is asked: plain data in, plain data out."""

from dataclasses import replace

from hypothesis import strategies as st

from stdplab import MSTDP, MSTDPET, STDP, Experiment, Protocol, presets
from stdplab.core import controls, time_grid
from stdplab.core.support.numbers.typed_numbers import as_number, typed_rows
from stdplab.plots import panel_data
from stdplab.stimuli import jittered, pairing
from stdplab.sweeps.plans import reward_delay
from stdplab.tracing import trace
from stdplab.widgets.board.lazy_results import pack_series
from stdplab.widgets.board.view_model import build_view
from tests.core.test_share_token import experiments as shared_experiments
from tests.helpers.pair_attribution import attribution
from tests.tracing.machines import RULE_TYPES, experiments

numbers = st.floats(-1e9, 1e9) | st.floats(-1e-3, 1e-3) | st.integers(-(10**6), 10**6)
positive = st.floats(1e-9, 1e9)
dts = st.sampled_from([0.1, 0.25, 0.5, 1.0, 2.0])
any_dt = st.one_of(
    dts,
    st.sampled_from([1e-10, 1e-9, 0.7, 1 / 3, 2**-20, 3 * 0.1, 0.1 + 0.2]),
    st.builds(lambda digits, scale: digits / 10**scale, st.integers(1, 9999), st.integers(0, 9)),
    st.floats(1e-9, 1e3),
)


@st.composite
def times(draw):
    """A time on the grid, half-way between two steps or anywhere, with the dust of sums, and dt."""
    dt = draw(any_dt)
    step = draw(st.integers(-10, 10**7))
    place = draw(st.sampled_from([0, 0.5]) | st.floats(0, 1))
    dust = draw(st.integers(-4, 4)) * 2**-52
    return (step + place) * dt * (1 + dust), dt


times = times()
limits = st.one_of(
    positive.map(lambda top: (-top, top)),
    st.tuples(st.floats(-1e6, 0), positive),
)


@st.composite
def grids(draw):
    """A time step and a duration of whole steps."""
    dt = draw(dts)
    return dt, round(draw(st.integers(3, 60)) * dt, 9)


def refused(function, *args):
    """The answer, or None where the arguments are refused."""
    try:
        return function(*args)
    except ValueError:
        return None


@st.composite
def typed_times(draw):
    """Spike times as somebody types them, in and around the protocol, and its time grid."""
    dt, duration = draw(grids())
    ends = st.sampled_from([0, dt / 2, dt, duration, duration + dt / 2, duration + dt])
    somewhere = st.floats(-2 * dt, duration + 2 * dt)
    times = draw(st.lists(somewhere, max_size=6)) + draw(st.lists(ends, max_size=1))
    return times, (dt, duration)


@st.composite
def typed_texts(draw):
    """A list of times as somebody types or pastes it, with points or commas, and its time grid."""
    times, (dt, duration) = draw(typed_times())
    if draw(st.booleans()):  # a list without a fault
        steps = st.integers(1, round(duration / dt))
        times = [step * dt for step in draw(st.lists(steps, min_size=1, max_size=6, unique=True))]
    texts = [f"{time:.{draw(st.sampled_from([0, 2]))}f}" for time in times]
    if draw(st.booleans()):
        texts = [text.replace(".", ",") for text in texts]
    between = st.sampled_from([";", "; ", "\n", "\t", ", ", ",", " ", " ,", "\u00a0"])
    separators = draw(st.lists(between, min_size=len(texts), max_size=len(texts)))
    if draw(st.booleans()):
        separators = separators[:1] * len(separators)
    text = "".join(part for pair in zip(texts, separators, strict=True) for part in pair)
    brackets = draw(st.sampled_from(["", "", "[]", "()"]))
    return brackets[:1] + text[: -1 if draw(st.booleans()) else None] + brackets[1:], (dt, duration)


def accepted_times(case):
    text, (dt, duration) = case
    rows = refused(typed_rows, text)
    values = [as_number(piece) for row in rows or [] for piece in row]
    found = refused(time_grid.spike_times, values, "pre", duration, dt)
    return None if rows is None or found is None else list(found)


def parsed_times(call, case):
    text, (dt, duration) = case
    return call(text, "Pre", {"dt": dt, "duration": duration}, 2000)["times"]


# Spikes that are moved by nothing, but some of which fall on one step.
crowded = grids().flatmap(
    lambda grid: st.tuples(
        st.lists(st.floats(grid[0], grid[1]), max_size=round(grid[1] / grid[0])), st.just(grid)
    )
)


def jittered_in_python(case):
    times, (dt, duration) = case
    return list(jittered(tuple(times), 0.0, duration, seed=1, dt=dt))


def jittered_in_page(call, case):
    times, (dt, duration) = case
    return call({"sd": 0, "seed": 1}, "pre", times, {"dt": dt, "duration": duration})


pair_timings = st.tuples(st.integers(-20, 20), st.integers(1, 5), st.sampled_from([5, 10, 40]))


def from_first(pre, post):
    return [[round(time - pre[0], 9) for time in row] for row in (pre, post)]


def pairs_in_python(case):
    interval, pairs, rate = case
    protocol = pairing(interval, pairs=pairs, rate=rate)
    return from_first(protocol.pre, protocol.post)


def pairs_in_page(call, case):
    interval, pairs, rate = case
    timing = {"interval": interval, "pairs": pairs, "period": 1000 / rate}
    rows = call(timing, {"dt": 1, "duration": 5000})
    return from_first(rows["pre"], rows["post"])


@st.composite
def pulses(draw):
    """An experiment whose reward is one pulse, or nearly so, and a delay for it."""
    levels = draw(st.sampled_from([(0, 1, 0), (0, -0.5, 0), (0, 0, 0), (1, 0, 1)]))
    onsets = sorted(draw(st.sets(st.integers(1, 98), min_size=2, max_size=2)))
    post = sorted(draw(st.sets(st.integers(1, 100), max_size=3)))
    reward = tuple(zip((0, *onsets), levels, strict=True))
    experiment = Experiment(Protocol((), tuple(post), reward, 100), (MSTDP(),))
    return experiment, draw(st.integers(-99, 99))


def pulse_in_python(case):
    found = reward_delay.pulse(case[0])
    return found and {"delay": found[0], "width": found[1] - found[0]}


def delays_in_page(call, case):
    experiment, _ = case
    pulse = pulse_in_python(case)
    return pulse and call(experiment.to_dict()["protocol"], pulse)["delay"]


def moved_in_python(case):
    moved = refused(reward_delay.with_delay, *case)
    return moved and moved.to_dict()["protocol"]["reward"]


def moved_in_page(call, case):
    """The page moves a pulse no further than it may; Python refuses."""
    experiment, delay = case
    ends = reward_delay.delay_limits(experiment)
    if ends is None or not ends[0] <= delay <= ends[1]:
        return None
    pulse = pulse_in_python(case) | {"delay": delay}
    return call(experiment.to_dict()["protocol"], pulse, experiment.protocol.reward[1][1])


# Experiments in which rules share parameters, or do not.
compared = st.builds(
    lambda experiment, tau, gamma, onset: replace(
        experiment,
        protocol=replace(experiment.protocol, reward=((0, 1), (onset, 0))),
        rules=(STDP(tau_plus=tau), MSTDP(gamma=gamma), MSTDPET()),
    ),
    st.sampled_from([presets.FLORIAN_2007, presets.LATE_REWARD]),
    st.sampled_from([20.0, 30.0]), st.sampled_from([0.2, 0.5]), st.integers(1, 99),
)  # fmt: skip
BASE = replace(presets.FLORIAN_2007, rules=(STDP(), MSTDP(), MSTDPET()))


def as_json(view):
    return [[c["key"], c["label"], c["paths"]] for c in view["controls"]], view["panels"]


def views_in_page(call, experiment):
    known = {"experiment": BASE.to_dict(), "viewModel": build_view(BASE)[0]}
    return as_json(call(experiment.to_dict(), [known]))


def controls_in_python(experiment):
    found = controls.controls(experiment)
    return [[c.key, [list(p) for p in c.paths], c.step, c.unit, c.kind, c.positive] for c in found]


def controls_in_page(call, experiment):
    view, _ = build_view(experiment)
    found = call(view["controls"], experiment.to_dict()["protocol"])
    return [[c[k] for k in ("key", "paths", "step", "unit", "kind", "positive")] for c in found]


def panels_in_python(case):
    experiment, convention = case
    found = panel_data.panels(experiment.run(), convention)
    return [[list(p.limits), [c.values.tolist() for c in p.curves]] for p in found]


def panels_in_page(call, case):
    experiment, convention = case
    runs = experiment.run()
    results = {n: {name: run.array(name).tolist() for name in run.names} for n, run in runs.items()}
    gammas = {n: run.rule.gamma for n, run in runs.items()}
    found = call(build_view(experiment)[0]["panels"], results, gammas, convention)
    return [[p["limits"], p["values"]] for p in found]


def columns_in_page(call, experiment):
    record = call(experiment.to_dict(), trace(experiment.rules[0], experiment.bounds).to_dict())
    return [record[name][1:] for name in ("pre", "post", "reward")]


def run_in_python(experiment):
    (result,) = experiment.run().values()
    return {name: result.array(name).tolist() for name in sorted(result.names)}


def run_in_page(call, experiment):
    record = call(experiment.to_dict(), trace(experiment.rules[0], experiment.bounds).to_dict())
    return {name: record[name] for name in sorted(record)}


any_rule = st.sampled_from(list(RULE_TYPES.values())).flatmap(experiments)
pair_rule = st.sampled_from([STDP, MSTDP, MSTDPET]).flatmap(experiments)
without_bounds = pair_rule.map(lambda experiment: replace(experiment, bounds=None))
delays = st.lists(st.integers(-60, 60), max_size=4)


def window_in_page(call, case):
    experiment, at = case
    rule = experiment.rules[0]
    rested = replace(experiment, protocol=replace(experiment.protocol, reward=(), pre=(), post=()))
    return call(rested.to_dict(), trace(rule).to_dict(), at)


attributed = st.tuples(pair_rule, st.integers(1, 60))


def shares_in_python(case):
    experiment, step = case
    times = (experiment.protocol.pre, experiment.protocol.post)
    pre, post = (
        spikes[: sum(round(t / experiment.protocol.dt) <= step for t in spikes)] for spikes in times
    )
    found = attribution(
        experiment.rules[0], replace(experiment.protocol, pre=pre, post=post), experiment.w0,
        lag=experiment.lag, bounds=experiment.bounds,
    )  # fmt: skip
    at_step = (found[..., step] - found[..., step - 1]).tolist()
    return sorted(
        [p, q, at_step[i][j]] for i, p in enumerate(pre) for j, q in enumerate(post)
    )  # fmt: skip


def shares_in_page(call, case):
    experiment, step = case
    program = trace(experiment.rules[0], experiment.bounds).to_dict()
    found = call(experiment.to_dict(), program, step)
    return sorted([pair["pre"], pair["post"], pair["share"]] for pair in found)


DAMAGE = st.sampled_from(
    [
        ("w0", "high"), ("w0", None), ("lag", 2), ("lag", 1), ("stdplab", 2), ("rules", []),
        ("bounds", {"bounds": "Hard", "low": 1, "high": 0}), ("bounds", None), ("extra", 1),
        ("bounds", {"bounds": "Soft", "low": 0, "high": 1, "mu": -1}), ("w0", 1e31), ("w0", -1e31),
        ("rules", [{"rule": "STDP"}] * 21), ("rules", [{"rule": "STDP", "gamma": 1e31}]),
    ]
)  # fmt: skip
PROTOCOL_DAMAGE = st.sampled_from(
    [
        ("dt", 0), ("dt", "1"), ("duration", -1), ("duration", 10.5), ("pre", [-1]),
        ("post", [3, 3]), ("pre", [1e9]), ("reward", [[0, 1], [0, 2]]), ("reward", [[0]]),
        ("pre", [1, 2]), ("extra", 1), ("duration", 1e7), ("duration", 2e9), ("dt", 1e-7),
        ("pre", [1] * 100_001), ("reward", [[i, 1] for i in range(201)]), ("reward", [[0, -1e31]]),
    ]
)  # fmt: skip


@st.composite
def damaged(draw):
    """An experiment in JSON form, of which a part may be replaced."""
    data = draw(shared_experiments()).to_dict() | {"bounds": None}
    if draw(st.booleans()):
        data |= [draw(DAMAGE)]
    if draw(st.booleans()):
        data["protocol"] |= [draw(PROTOCOL_DAMAGE)]
    return data


@st.composite
def dusty(draw):
    """An experiment in JSON form with the times that sums of time steps give."""
    data = draw(shared_experiments()).to_dict()
    dust = 1 + draw(st.integers(-3, 3)) * 2**-52
    protocol = data["protocol"]
    for name in ("pre", "post"):
        protocol[name] = [time * dust for time in protocol[name]]
    protocol["reward"] = [[onset * dust, level] for onset, level in protocol["reward"]]
    return data | {"protocol": protocol | {"duration": protocol["duration"] * dust}}


def series_in_python(experiment):
    runs = experiment.run()
    return {n: {name: run.array(name).tolist() for name in run.names} for n, run in runs.items()}


def series_in_page(call, experiment):
    packed = pack_series(experiment.run(), list(experiment.names))
    return call(packed["names"], list(packed["data"]))
