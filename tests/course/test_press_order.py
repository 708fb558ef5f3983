"""A press on Check that the kernel handles before the answer sent ahead of it."""

import asyncio

import pytest

from stdplab.course.answers.store import Answers
from stdplab.course.items.numeric import Numeric
from stdplab.course.question_widget import Ask

LEFT = Numeric("01/left", "How long is tau_z?", lambda: 25.0, 0.5, "ms")


@pytest.fixture
def asked(tmp_path):
    return Ask(LEFT, None, Answers(tmp_path))


def press(asked):
    """What the kernel does with the message of a press."""
    check = next(one for one in asked.children[2].children if one.description == "Check")
    check.click()


def test_the_answer_that_came_late_is_the_one_that_is_judged(asked):
    async def both():
        press(asked)
        asked._input.value = "25"
        while not asked.message:  # noqa: ASYNC110 - there is no event to wait for
            await asyncio.sleep(0)

    asyncio.run(both())
    assert asked.message.startswith("✓ Right")
    assert asked._tries == 1


def test_without_a_loop_a_press_is_judged_at_once(asked):
    asked._input.value = "25"
    press(asked)
    assert asked.message.startswith("✓ Right")
