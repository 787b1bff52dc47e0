"""Keys: each means one thing at a time, and people may change them."""

import pytest

from drillkit.errors import Misuse
from drillkit.tui.actions.registry import ACTIONS
from drillkit.tui.commands import COMMANDS, FOR_THE_APP
from drillkit.tui.keymap import clashes, keys_file, read_keymap, shipped, uses


def changed(tmp_path, text):
    path = tmp_path / "keys.yaml"
    path.write_text(text, "utf-8")
    return read_keymap(path, ACTIONS)


def refused(tmp_path, text):
    with pytest.raises(Misuse) as refusal:
        changed(tmp_path, text)
    return str(refusal.value).replace(str(tmp_path), "")


def test_no_shipped_key_means_two_things_at_once():
    found = [(one.name, other.name, key) for one, other, key in clashes(uses(ACTIONS))]

    assert found == []


def test_everything_has_a_name_of_its_own():
    names = [use.name for use in uses(ACTIONS)]

    assert len(set(names)) == len(names)
    assert set(FOR_THE_APP) <= {command.name for command in COMMANDS}


def test_without_a_file_the_keys_are_the_shipped_ones(tmp_path):
    assert read_keymap(tmp_path / "none.yaml", ACTIONS) == shipped(ACTIONS)


def test_a_changed_key_is_free_for_others(tmp_path):
    keymap = changed(tmp_path, "step.done: X\nstep.take: [x, f9]\n")

    assert keymap.names("X") == ("step.done",)
    assert keymap.names("x") == ("step.take",)
    assert keymap.keys_of("step.take") == "x f9"


def test_a_key_can_be_taken_away(tmp_path):
    keymap = changed(tmp_path, "emergency.declare: []\n")

    assert keymap.key_of("emergency.declare") == ""


def test_space_is_called_so(tmp_path):
    keymap = changed(tmp_path, "clock.pause: []\nstep.done: space\n")

    assert keymap.key_of("step.done") == "space"
    assert "step.done" in keymap.names("space", " ")


def test_a_file_that_gives_one_key_two_meanings_is_refused(tmp_path):
    assert refused(tmp_path, "step.done: t\n") == (
        '/keys.yaml: "t" would be both step.take and step.done'
    )


def test_a_name_that_is_none_is_refused_with_its_line(tmp_path):
    said = refused(tmp_path, "step.done: X\nstep.dome: Y\n")

    assert said == '/keys.yaml:2: there is no command "step.dome"'


def test_a_key_that_terminals_keep_is_refused(tmp_path):
    said = refused(tmp_path, "step.done: ctrl+s\n")

    assert said == '/keys.yaml:1: terminals keep "ctrl+s" for themselves'


def test_a_key_is_a_word(tmp_path):
    said = refused(tmp_path, "step.done: {a: b}\n")

    assert said == "/keys.yaml:1: a key is a word, and several are a list"


def test_a_file_that_is_no_yaml_is_refused_with_its_place(tmp_path):
    assert refused(tmp_path, "step.done: 'x\n").startswith("/keys.yaml:1:")


def test_the_file_can_be_named(tmp_path):
    assert keys_file({"DRILLKIT_KEYS": str(tmp_path / "mine.yaml")}) == (
        tmp_path / "mine.yaml"
    )
