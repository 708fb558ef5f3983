"""The gates: what each package exports is there, is described, and hides no module."""

import inspect
from importlib import import_module
from importlib.util import find_spec

import pytest
from numpydoc.docscrape import FunctionDoc

GATES = (
    "stdplab",
    "stdplab.stimuli",
    "stdplab.neurons",
    "stdplab.rules",
    "stdplab.tracing",
    "stdplab.pairings",
    "stdplab.networks",
    "stdplab.plots",
    "stdplab.sweeps",
    "stdplab.widgets",
    "stdplab.labs",
    "stdplab.course",
)
EXPORTS = [
    pytest.param(gate, name, id=f"{gate}.{name}")
    for gate in GATES
    for name in import_module(gate).__all__
]


@pytest.mark.parametrize("gate", GATES)
def test_no_export_hides_a_module_of_its_name(gate):
    package = import_module(gate)
    hidden = [
        name
        for name in package.__all__
        if not inspect.ismodule(getattr(package, name))
        and hasattr(package, "__path__")
        and find_spec(f"{gate}.{name}")
    ]
    assert hidden == []


@pytest.mark.parametrize(("gate", "name"), EXPORTS)
def test_an_export_describes_each_of_its_parameters(gate, name):
    value = getattr(import_module(gate), name)
    if inspect.ismodule(value) or not callable(value):
        return
    assert value.__doc__, f"{gate}.{name} has no docstring"
    if inspect.isclass(value) and issubclass(value, Exception):
        return  # its one parameter is the message
    described = FunctionDoc(value, doc=inspect.getdoc(value))["Parameters"]
    names = [each.strip(" *") for entry in described for each in entry.name.split(",")]
    taken = [p for p in inspect.signature(value).parameters if p not in ("args", "kwargs")]
    missing = [p for p in taken if p not in names and not p.startswith("_")]
    assert not missing, f"{gate}.{name} does not describe {', '.join(missing)}"
