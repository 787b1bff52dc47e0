"""The catalogue is read as its own tools read it, by less than they need."""

from io import BytesIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from hypothesis import given
from hypothesis import strategies as st

from drillkit.catalogue import read_catalogue
from drillkit.language import CATALOGUE

HEAD = r"""# Somebody's.
msgid ""
msgstr ""
"Language: ru\n"
"Plural-Forms: nplurals=2; plural=(n "
"> 1);\n"

"""


def test_the_shipped_catalogue_is_read_as_babel_reads_it() -> None:
    found = read_catalogue(CATALOGUE.read_text("utf-8"))
    with CATALOGUE.open("rb") as text:
        wanted = [m for m in read_po(text, locale="ru") if m.id and m.string]

    single = {m.id: m.string for m in wanted if isinstance(m.id, str)}
    counted = {
        m.id[0]: tuple(m.string or ()) for m in wanted if isinstance(m.id, tuple)
    }
    assert single
    assert (found.said, found.counted) == (single, counted)
    assert [found.form(n) for n in (1, 2, 5, 11, 21, 104)] == [0, 1, 2, 2, 0, 1]


@given(st.dictionaries(st.text(min_size=1), st.text(min_size=1)))
def test_whatever_babel_writes_is_read_back(said: dict[str, str]) -> None:
    catalogue = Catalog("ru")
    for message, text in said.items():
        catalogue.add(message, text)
    written = BytesIO()
    write_po(written, catalogue)

    wanted = {m.id: m.string for m in read_po(BytesIO(written.getvalue())) if m.id}
    assert read_catalogue(written.getvalue().decode()).said == wanted


@pytest.mark.parametrize(
    "entry",
    [
        'msgid "one"\nmsgstr ""\n',
        '#, fuzzy, python-brace-format\nmsgid "one"\nmsgstr "guess"\n',
        '#~ msgid "one"\n#~ msgstr "left over"\n',
        'msgid "one"\nmsgid_plural "more"\nmsgstr[0] "half"\nmsgstr[1] ""\n',
    ],
)
def test_what_is_not_translated_for_certain_is_left_out(entry: str) -> None:
    found = read_catalogue(HEAD + entry + '\nmsgid "two"\nmsgstr "second"\n')

    assert found.said == {"two": "second"}
    assert found.counted == {}


def test_the_head_says_which_form_a_number_takes() -> None:
    found = read_catalogue(
        HEAD + 'msgid "{n} alarm"\nmsgid_plural "{n} alarms"\n'
        'msgstr[0] "few"\nmsgstr[1] "many"'
    )

    assert found.counted == {"{n} alarm": ("few", "many")}
    assert [found.form(n) for n in (0, 1, 2)] == [0, 0, 1]


def test_an_empty_catalogue_counts_as_english_does() -> None:
    found = read_catalogue("")

    assert (found.said, found.form(1), found.form(2)) == ({}, 0, 1)
