"""What every test shares: how hard Hypothesis tries, and a home that is not yours."""

import os
import tempfile
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, Phase, settings

from tests import tally

# No deadline: two workers on two cores make any one example slow now and then.
settings.register_profile(
    "usual",
    deadline=None,
    print_blob=True,
    max_examples=50,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "soak", parent=settings.get_profile("usual"), max_examples=2000
)
# A mutant is caught by any example; nobody reads the smallest one.
settings.register_profile(
    "mutants",
    parent=settings.get_profile("usual"),
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),
)
settings.load_profile(os.environ.get("DRILLKIT_HYPOTHESIS", "usual"))


@pytest.fixture(autouse=True, scope="session")
def _nobody_s_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Whoever runs the tests, the language is English and the home is empty."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        # The details of a bug that a test provokes are nobody's either.
        bugs = str(tmp_path_factory.mktemp("bugs"))
        patch.setenv("TMPDIR", bugs)
        patch.setattr(tempfile, "tempdir", bugs)
        for name in ("DRILLKIT_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture
def tried(record_property: Callable[[str, object], None]) -> tally.Tried:
    """Say how many of what a test tried; `make soak` prints the sums."""
    return tally.reporter(record_property)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first, or one worker would wait for it at the end."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """The table of what was tried, after a soak."""
    if config.option.markexpr.startswith("soak"):
        tally.print_table(terminalreporter)
