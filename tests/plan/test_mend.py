"""What does not fit hides nothing else, and nothing follows from its absence."""

import pytest

from drillkit.plan.read import read_texts
from drillkit.plan.rules import RULES
from tests.golden import HERE, cases, compare, texts_of


@pytest.mark.parametrize("case", cases("plan/mended"))
def test_what_fits_is_judged_beside_what_does_not(case: str):
    compare(case, RULES)


def test_nobody_is_given_a_mended_file_to_run():
    texts = texts_of((HERE / "plan/mended/value-and-names.yaml").read_text("utf-8"))
    plan, _ = read_texts(texts)

    assert plan.runbooks == {}
    assert plan.unread == {"noc/cut"}
    assert plan.mended
    assert list(plan.mended.runbooks) == ["noc/cut"]


def test_a_file_with_more_faults_than_anybody_mends_is_no_file():
    """Each round of mending uncovers one; there is an end to it."""
    texts = texts_of((HERE / "plan/mended/equal-deadlines.yaml").read_text("utf-8"))
    twins = ", ".join(f"{n}h: normal, {60 * n}m: normal" for n in range(2, 20))
    written = texts["noc/cut.yaml"].replace("1h: normal,", f"1h: normal, {twins},")
    plan, problems = read_texts(texts | {"noc/cut.yaml": written})

    assert len(problems) > 10
    assert plan.unread == {"noc/cut"}
    assert plan.mended is None


def test_a_sound_plan_has_nothing_mended():
    texts = texts_of((HERE / "plan/mended/nothing-wrong.yaml").read_text("utf-8"))
    plan, problems = read_texts(texts)

    assert problems == ()
    assert plan.mended is None
