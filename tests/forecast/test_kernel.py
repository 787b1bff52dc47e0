"""The kernel against what is known without it."""

import pytest

from drillkit.engine.draws import Beta, Lognormal, key_of, sample_ms, table, uniforms
from drillkit.forecast.figures import Share
from drillkit.forecast.kernels import kernel, kind, stamp
from drillkit.forecast.promised import promises
from drillkit.forecast.rows import beyond, words_of
from drillkit.forecast.sampling import sample
from tests.forecast.test_contract import tables_of

KINDS = ("interpreted", "compiled")


def of(wanted: str) -> str:
    if wanted == "compiled" and kind() != "compiled":
        pytest.skip("the kernel is not compiled here, or not from these sources")
    return wanted


@pytest.mark.parametrize("wanted", KINDS)
@pytest.mark.parametrize(
    ("seed", "replication"), [(1, 0), (2**64 - 1, 5), (7 << 40, 3 << 33)]
)
def test_the_kernel_throws_the_engine_s_dice(
    wanted: str, seed: int, replication: int
) -> None:
    one = kernel(tables_of("first-light"), wanted=of(wanted))
    key = key_of("ops/fix/a/one")

    word = one.first_word(seed, replication, key)

    assert (2 * word + 1) / 2**33 == uniforms(seed, replication, key, 1)[0]


def test_choices_are_the_engine_s_to_the_last_word() -> None:
    [first, last] = beyond((0.3, 0.7))

    assert (2 * (first - 1) + 1) / 2**33 < 0.3 <= (2 * first + 1) / 2**33
    assert last == 2**32
    assert words_of(0.0) == 0
    assert words_of(0.03) == pytest.approx(0.03 * 2**32, abs=1)


def test_compiled_and_interpreted_agree_bitwise() -> None:
    of("compiled")
    for scenario, many in (("first-light", 60), ("island-node", 30)):
        tables = tables_of(scenario)
        ours = sample(tables, many, 11, wanted="interpreted")
        theirs = sample(tables, many, 11, wanted="compiled")

        assert ours.times == theirs.times
        assert ours.critical == theirs.critical
        assert ours.spent == theirs.spent


def test_any_split_gives_the_same_numbers() -> None:
    tables = tables_of("first-light")
    many = 2200 if kind() == "compiled" else 40

    one, two = (sample(tables, many, 5, threads=n) for n in (1, 2))

    assert one.times == two.times
    assert one.spent == two.spent
    few = sample(tables, many // 4, 5)
    assert few.times == one.times[: len(few.times)]


def test_what_is_told_on_the_way_is_what_comes_out() -> None:
    tables = tables_of("first-light")
    many = 1700 if kind() == "compiled" else 60
    told: list[Share] = []

    found = sample(tables, many, 5, progress=lambda _, kept: told.append(kept))

    assert told[-1] == promises(found)[0].kept
    assert 0 < told[-1].hits < many


def test_a_replication_lived_alone_is_the_same() -> None:
    tables = tables_of("first-light")
    whole = sample(tables, 12, 5)
    ends = tables.names.milestones.index("normal")

    one = kernel(tables, 5000)
    one.retell(5, 11)

    trace = one.told()
    normal = [t for t, what, x in zip(trace[::3], trace[1::3], trace[2::3], strict=True)
              if (what, x) == (3, ends)]  # fmt: skip
    assert normal[-1] == whole.of("normal")[11]


def test_what_decided_adds_up_to_the_whole_time() -> None:
    tables = tables_of("first-light")

    found = sample(tables, 20, 5)

    assert sum(found.spent) == sum(at for at in found.of("normal") if at >= 0)


def test_a_sample_has_its_law_s_mean() -> None:
    """PERT's kin in closed form; the lognormal's within the table's ends."""
    beta, lognormal = Beta(0, 3_600_000, 2.0, 3.0), Lognormal(600_000, 2_400_000)
    many = 20_000
    means = [
        sum(sample_ms(table(law), (i + 0.5) / many) for i in range(many)) / many
        for law in (beta, lognormal)
    ]

    assert means[0] == pytest.approx(3_600_000 * 2 / 5, rel=1e-4)
    spread = 0.8428102  # ln 4 / 1.6448536
    from math import exp

    assert means[1] == pytest.approx(600_000 * exp(spread * spread / 2), rel=2e-3)


def test_a_stamp_changes_with_the_sources(tmp_path) -> None:
    before = stamp()
    (tmp_path / "world.py").write_text("", "utf-8")

    assert stamp(tmp_path) != before
    assert stamp() == before
