"""What cannot be read is told with its place, and hides nothing that follows."""

import pytest

from tests.golden import cases, compare


@pytest.mark.parametrize("case", cases("text"))
def test_a_text_prints_its_golden_problems(case: str):
    compare(case)
