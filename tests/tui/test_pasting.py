"""What is pasted never becomes a key, however the terminal cuts it into pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._xterm_parser import XTermParser

from drillkit.tui.pasting import END, START, PasteParser

GARBAGE = "\x1b[31mx\x1b]0;owned\x07 \x1b\x1b[2Jxx\x1b[20x\x1b"


def told(parser: XTermParser, pieces: list[str]) -> list[tuple[str, str]]:
    messages = [message for piece in pieces for message in parser.feed(piece)]
    return [
        ("paste", message.text)
        if isinstance(message, events.Paste)
        else ("key", getattr(message, "key", repr(message)))
        for message in messages
    ]


def test_textual_alone_takes_pasted_escapes_for_keys():
    alone = told(XTermParser(), [START + GARBAGE + END])

    assert any(kind == "key" for kind, _ in alone)


@pytest.mark.parametrize("at", range(len(START + GARBAGE + END) + 2))
def test_a_paste_is_one_text_wherever_it_is_cut(at):
    sent = "a" + START + GARBAGE + END + "b"
    pieces = [piece for piece in (sent[:at], sent[at:]) if piece]

    text = GARBAGE.replace("\x1b", "")
    assert told(PasteParser(), pieces) == [("key", "a"), ("paste", text), ("key", "b")]


@given(st.text("\x1b[]~01 2xй\n"), st.integers(1, 9))
def test_whatever_is_pasted_arrives_as_text(text, size):
    if END in text:
        return
    sent = START + text + END + "b"
    pieces = [sent[i : i + size] for i in range(0, len(sent), size)]

    came = told(PasteParser(), pieces)
    assert [kind for kind, _ in came if kind == "key"] == ["key"]
    assert "".join(x for kind, x in came if kind == "paste") == text.replace("\x1b", "")


def test_keys_outside_a_paste_are_read_as_ever():
    sent = ["x", "\x1b[A", "\x1bOP", "\x1b[200", "~y\x1b[201~", "\x1b[B"]

    assert told(PasteParser(), sent) == [
        ("key", "x"),
        ("key", "up"),
        ("key", "f1"),
        ("paste", "y"),
        ("key", "down"),
    ]


def test_the_end_of_the_stream_ends_the_parser():
    parser = PasteParser()
    list(parser.feed(""))

    assert parser.is_eof
