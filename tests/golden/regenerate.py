"""Make the reference series again with the libraries they came from, and compare.

They are not dependencies of stdplab: install them in an environment of their own.

    python -m venv references
    references/bin/pip install inferno-ai==0.0.5 bindsnet==0.3.4 spikingjelly==2.0.0
    references/bin/python tests/golden/regenerate.py new-golden

writes golden_seed.json (Inferno) and golden_florian_lag.json (BindsNET, SpikingJelly) into
the folder new-golden and prints the largest difference from the files here.
"""

import json
import math
import sys
from pathlib import Path

import torch
from bindsnet.learning import MSTDP, MSTDPET, PostPre
from bindsnet.network.nodes import Input
from bindsnet.network.topology import Connection
from inferno import learn
from inferno.neural import DeltaCurrent, LinearDense, Serial
from inferno.neural.base import InfernoNeuron
from spikingjelly.activation_based import learning
from torch import nn

HERE = Path(__file__).parent
PRE, POST, FLIP, STEPS, W0 = (10, 85, 115, 135), (15, 75, 110, 140), 100, 200, 0.2
RATES = {"lr_post": 0.2, "lr_pre": -0.2, "tc_post": 20.0, "tc_pre": 20.0}


def reward(step):
    return 1.0 if step <= FLIP else -1.0


class ForcedNeuron(InfernoNeuron):
    """A neuron whose spikes are given."""

    def __init__(self):
        InfernoNeuron.__init__(self, (1,), 1)
        self.clear()

    dt = property(lambda _: 1.0)
    voltage = refrac = property(lambda _: torch.zeros(1, 1))
    spike = property(lambda self: self.fired)

    def clear(self, **_):
        self.fired = torch.zeros(1, 1, dtype=torch.bool)

    def forward(self, _, *, override, **__):
        self.fired = override
        return override


def inferno(kind, **extra):
    """The weight and every monitored trace over time, index 0 before the first step."""
    synapse = DeltaCurrent.partialconstructor(1.0)
    start = {"weight_init": lambda w: torch.full_like(w, W0)}
    connection = LinearDense((1,), (1,), 1.0, synapse=synapse, **start)
    connection.updater = connection.defaultupdater()
    layer, trainer = Serial(connection, ForcedNeuron()), kind(**RATES, **extra)
    monitors = trainer.register_cell("only", layer.cell).monitors
    series = {name: [0.0] for name in monitors if not name.startswith("spike")}
    series["w"] = [float(connection.weight)]
    for step in range(1, STEPS + 1):
        spikes = torch.tensor([[step in PRE]]), torch.tensor([[step in POST]])
        layer(spikes[0], neuron_kwargs={"override": spikes[1]})
        trainer(*([] if kind is learn.STDP else [reward(step)]))
        connection.update()
        for name, column in series.items():
            value = connection.weight if name == "w" else monitors[name].peek()
            column.append(float(value.reshape(-1)[0]))
    return series


def seed():
    """golden_seed.json: gamma folded into the traces, the post trace negated."""
    et = inferno(learn.MSTDPET, tc_eligibility=25.0)
    return {
        "w_stdp": inferno(learn.STDP)["w"],
        "w_mstdp": inferno(learn.MSTDP)["w"],
        "w_mstdpet": et["w"],
        "presyn_trace": et["trace_pre"],
        "postsyn_trace": [-y for y in et["trace_post"]],
        "elig_post": et["elig_post"],
        "elig_pre": et["elig_pre"],
        "elig_trace": [a - b for a, b in zip(et["elig_post"], et["elig_pre"], strict=True)],
        "reward": [0.0, *(reward(step) for step in range(1, STEPS + 1))],
        "time": list(range(STEPS + 1)),
    }


def bindsnet(kind, rate):
    """The weight over time between two layers whose spikes are given."""
    layers = [Input(n=1, traces=True, traces_additive=True, tc_trace=20.0) for _ in range(2)]
    for layer in layers:
        layer.compute_decays(1.0)
        layer.set_batch_size(1)
    start = {"w": torch.full((1, 1), W0), "reduction": torch.sum}
    connection = Connection(*layers, update_rule=kind, nu=rate, **start)
    connection.dt, w = 1.0, [float(connection.w)]
    for step in range(1, STEPS + 1):
        for layer, times in zip(layers, (PRE, POST), strict=True):
            layer.forward(torch.tensor([[float(step in times)]]))
        connection.update(reward=reward(step), a_plus=1.0, a_minus=-1.0, learning=True)
        w.append(float(connection.w))
    return w


class GivenSpikes(nn.Module):
    """A layer whose output spikes are given."""

    spikes = None

    def forward(self, _):
        return self.spikes


def spikingjelly(kind, **extra):
    """The weight over time; STDPLearner decays by 1 - 1/tau, so its tau is chosen to match exp."""
    plain = kind is learning.STDPLearner
    tau = 1 / (1 - math.exp(-1 / 20)) if plain else 20.0
    shape = (1,) if kind is learning.MSTDPETLearner else (1, 1)
    synapse, layer = nn.Linear(1, 1, bias=False), GivenSpikes()
    synapse.weight.data.fill_(W0)
    unit = {"f_pre": torch.ones_like, "f_post": torch.ones_like}  # amplitudes +1 and -1
    times = {"tau_pre": tau, "tau_post": tau, **extra}
    learner = kind(step_mode="s", synapse=synapse, sn=layer, **times, **unit)
    w = [float(synapse.weight)]
    for step in range(1, STEPS + 1):
        layer.spikes = torch.full(shape, float(step in POST))
        layer(synapse(torch.full(shape, float(step in PRE))))
        modulation = [] if plain else [reward(step)]
        synapse.weight.data += learner.step(*modulation, on_grad=False, scale=0.2)
        w.append(float(synapse.weight))
    return w


def main(folder):
    """Write both files into ``folder`` and print the largest differences from those here."""
    folder.mkdir(exist_ok=True)
    with torch.no_grad():
        made = {
            "golden_seed.json": seed(),
            "golden_florian_lag.json": {
                "rules": ["stdp", "mstdp", "mstdpet"],
                "spikingjelly": [
                    spikingjelly(learning.STDPLearner),
                    spikingjelly(learning.MSTDPLearner),
                    spikingjelly(learning.MSTDPETLearner, tau_trace=25.0),
                ],
                "bindsnet": [
                    bindsnet(PostPre, (0.2, 0.2)), bindsnet(MSTDP, 0.2), bindsnet(MSTDPET, 0.2)
                ],
            },
        }  # fmt: skip
    for name, series in made.items():
        stored = json.loads((HERE / name).read_text())
        (folder / name).write_text(json.dumps(series, indent=1))
        for key in sorted(series.keys() - {"rules"}):
            new, old = (torch.tensor(data[key]) for data in (series, stored))
            print(f"{name} {key}: largest difference {float((new - old).abs().max()):.1e}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
