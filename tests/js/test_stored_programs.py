"""The programs that tests in Node run are those that a trace gives."""

from .stored_programs import FILE, traced


def test_the_stored_programs_are_those_of_the_rules():
    assert FILE.read_text() == traced(), "write them again: python -m tests.js.stored_programs"
