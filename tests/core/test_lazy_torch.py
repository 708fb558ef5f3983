"""A lesson on one synapse never imports torch; asking for a tensor gives one."""

import subprocess
import sys

import numpy as np
import pytest
import torch

from stdplab import presets, simulate
from stdplab.core.support.lazy_torch import is_tensor

LESSON = """
import sys
from dataclasses import dataclass, replace
from stdplab import RULES, Experiment, Rule, Soft, knob, presets, share, where
from stdplab.course.question_widget import ask
from stdplab.course.content import NUMBERS, items
from stdplab.course.items.prediction import Prediction
from stdplab.course.items.numeric import Numeric
from stdplab.labs import florian
from stdplab.plots.experiment_figure import figure

@dataclass(frozen=True)
class Own(Rule):
    series = {"x": "pre"}
    rate: float = knob(0.1, tex="k", label="Rate")

    @staticmethod
    def step(state, drive, k, dt):
        x = 0.9 * state["x"] + drive.pre
        return {"x": x}, k.rate * where(drive.post, x, 0.0)

lab = florian()
lab.board._repr_mimebundle_()
protocol = replace(lab.experiment.protocol, post=(15, 60, 110, 140))
edited = replace(lab.experiment, protocol=protocol).to_dict()
edit = {"page": "one", "serial": 1, "experiment": edited, "preset": "florian"}
lab.board._handle_custom_msg({"edit": edit}, [])
assert lab.experiment.protocol == protocol
lab.experiment = replace(lab.experiment, bounds=Soft(0.0, 1.0, 0.5))
figure(lab.results).mimebundle()
lab.board.set("tau_z", 40)
print(lab, lab.results["MSTDPET"].array("z").shape)
Experiment.from_json(share.restore(share.token(lab.experiment)).to_json())
for rule in RULES.values():
    lab.experiment = replace(lab.experiment, rules=(rule(),))
for number in NUMBERS[:5]:
    for item in items(number):
        asked = ask(item.key, lab)
        if isinstance(item, Numeric):
            asked._input.value = "0.01"
        if not isinstance(item, Prediction):
            asked.check()
        assert "torch" not in sys.modules, f"torch was imported for {item.key}"
print(lab.results[rule.__name__]["w"].dtype)
"""


def test_a_lesson_on_the_board_needs_no_torch_until_a_tensor_is_read(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", LESSON], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "torch.float64"


@pytest.mark.parametrize("name", ["t", "w", "x", "y", "xi", "z", "pre", "post", "reward"])
@pytest.mark.parametrize("w0", [0.2, torch.tensor(0.2)])
def test_an_array_holds_what_the_tensor_holds(name, w0):
    demo = presets.FLORIAN_2007
    result = simulate(demo.rules[2], demo.protocol, w0)
    expected = result.t if name == "t" else result[name]
    assert np.array_equal(result.array(name), expected.numpy())
    with pytest.raises(KeyError, match=r"'u' is not a series of MSTDPET\. Available: w, x"):
        result.array("u")


def test_only_tensors_are_tensors():
    assert is_tensor(torch.zeros(1))
    assert not any(map(is_tensor, (0.0, np.zeros(1), "tensor", None)))
