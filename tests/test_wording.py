"""Messages speak of one issue and of two issues."""

import pytest

from pipeline.batch.plan import Job, Plan
from pipeline.batch.summary import Summary
from pipeline.cli.display import Lines, show_summary
from pipeline.wording import counted


@pytest.mark.parametrize(
    ("number", "shown"),
    [(0, "0 issues"), (1, "1 issue"), (1.0, "1 issue"), (1.5, "1.5 issues"), (2, "2 issues"), (20_000_000, "20,000,000 issues")],
)
def test_a_noun_is_singular_after_one_alone(number, shown):
    assert counted(number, "issue") == shown


def test_a_plural_may_be_given():
    assert (counted(1, "body", "bodies"), counted(3, "body", "bodies")) == ("1 body", "3 bodies")


def test_a_run_over_one_issue_speaks_of_one(capsys):
    talk = Lines()
    talk.found(1, ())
    talk.planned(Plan(jobs=(Job("a", "new", ("repair",), ()),)))
    show_summary(Summary("out", planned=1, recovered=1, chars=1, seconds=1.0))
    shown = capsys.readouterr()
    assert "1 issue found" in shown.err
    assert "1 issue done (0 unchanged, 0 removed) in 1.0 s, 1 character a second" in shown.out
    assert "1 issues" not in shown.out + shown.err
