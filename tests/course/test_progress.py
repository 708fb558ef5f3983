"""What counts as done and as right, and how it is printed."""

from stdplab.course.answers.store import Answers
from stdplab.course.classroom.progress import Row, progress, table
from stdplab.course.progress_widget import Progress

CATALOGUE = {"03_three_rules": ["03/lag", "03/sign", "03/trace"], "04_reward": ["04/delay"]}
ENTRIES = {
    "03/lag": {"done": True, "right": True},
    "03/sign": {"done": True, "right": False, "answer": "falls"},
    "03/trace": {"done": "yes", "right": 1},
    "03/unknown": {"done": True, "right": True},
}


def test_only_what_says_so_counts():
    assert progress(ENTRIES, CATALOGUE) == [
        Row("03_three_rules", 2, 3, 1),
        Row("04_reward", 0, 1, 0),
    ]
    assert progress({}, CATALOGUE)[0] == Row("03_three_rules", 0, 3, 0)


def test_the_table_prints_the_same_text_each_time():
    assert table(progress(ENTRIES, CATALOGUE)) == (
        "notebook          done  right\n"
        "03_three_rules  2 of 3      1\n"
        "04_reward       0 of 1      0\n"
        "total           2 of 4      1"
    )


def test_a_course_without_items_has_a_table_too():
    assert table([]) == "notebook    done  right\ntotal     0 of 0      0"


def test_the_widget_shows_the_answers_file_after_each_refresh(tmp_path):
    widget = Progress(Answers(tmp_path))
    (row,) = (row for row in widget.refresh() if row.notebook == "03")
    assert (row.done, row.total, row.right) == (0, 4, 0)
    Answers(tmp_path).put("03/part", kind="choice", answer="85 ms", done=True, right=False)
    Answers(tmp_path).put("03/jump", kind="number", answer="-0.226", done=True, right=True)
    widget._repr_mimebundle_()  # displayed again
    assert "03_three_rules" in widget._table.value.replace("<wbr>", "")
    assert "●◐○○" in widget._table.value
    assert "2 of 4 answered, 1 right" in widget._table.value


def test_the_widget_reports_a_damaged_answers_file(tmp_path):
    (tmp_path / "stdplab-answers.json").write_text("{")
    assert "was damaged" in Progress(Answers(tmp_path))._table.value
