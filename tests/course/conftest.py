"""What several tests of the course begin with."""

import pytest

from stdplab.course.answers.store import Answers


@pytest.fixture
def answers(tmp_path):
    return Answers(tmp_path)
