"""A form: the questions of an action, and what is wrong with an answer beside it.

Below them stands what the answers would come to, if the action foresees it; a part
that is closed at first asks whose act it was, when, how, and why it is late.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Button, Input, Static, TextArea

from drillkit.language import N_
from drillkit.tui.actions.action import Answers, Choice, Question, Wrong
from drillkit.tui.scene import Scene
from drillkit.tui.screens.dialog import Dialog, Setting, escaped
from drillkit.tui.view.values import Cell, Page
from drillkit.tui.widgets.choices import Choices
from drillkit.tui.widgets.line import LineInput
from drillkit.tui.widgets.page import PageView
from drillkit.tui.widgets.prose import ProseInput

WRITE: Final = N_("write it down")
PICK: Final = N_("space pick")
GO_ON: Final = N_("tab next   enter go on")
LINE: Final = N_("ctrl+j new line")
UNWRITTEN: Final = N_("back, nothing is written")
MORE: Final = N_("whose act, when, how, why late")
LEFT_OUT: Final = N_("(may be left out)")


Field: TypeAlias = Input | ProseInput | Choices


def nothing(_answers: Answers) -> tuple[Cell, ...]:
    """Most answers come to no more than themselves."""
    return ()


def no_drafts(_answers: Answers) -> Answers:
    """Most proposals stand as they are."""
    return {}


@dataclass(frozen=True, slots=True)
class Paper:
    """What is asked: ``more`` may be, ``given`` is answered already.

    ``check`` says which answer cannot be meant, ``foresees`` what they come to;
    ``refused`` why the answers of before were not taken, ``drafts`` what is proposed
    by now where nobody has written their own.
    """

    title: str
    questions: Sequence[Question]
    check: Callable[[Answers], Wrong | None]
    given: Mapping[str, str] = field(default_factory=dict)
    more: Sequence[Question] = ()
    foresees: Callable[[Answers], Sequence[Cell]] = nothing
    refused: str = ""
    drafts: Callable[[Answers], Answers] = no_drafts


class More(Vertical):
    """Fields that are closed at first, and come into sight when they are opened."""

    def on_show(self) -> None:
        self.scroll_visible(animate=False, top=True)


class Form(Dialog[dict[str, str]]):
    """Dismissed with every answer, or with None and nothing is done."""

    # At once, so that what is typed after it is for the next field.
    BINDINGS = [
        Binding("tab", "app.focus_next", priority=True, show=False),
        Binding("shift+tab", "app.focus_previous", priority=True, show=False),
    ]

    def __init__(
        self, setting: Setting, paper: Paper, *, is_open: bool = False
    ) -> None:
        super().__init__(setting, paper.title)
        self._paper = paper
        self._asked = (*paper.questions, *paper.more)
        self._is_open = is_open
        self._drafted = {x.name: x.proposed for x in paper.questions}

    def inside(self) -> ComposeResult:
        here = len(self._paper.questions)
        if self._paper.refused:
            yield Static(escaped(self._paper.refused), classes="wrong")
        with VerticalScroll(id="fields"):
            yield from self._fields(0, here)
            with More(id="more", classes="" if self._is_open else "-closed"):
                yield from self._fields(here, len(self._asked))
        yield PageView(id="foreseen", classes="bare")
        label = self.setting.words(WRITE)
        yield Button(escaped(f"[ {label} ]"), compact=True, id="ok")

    def _fields(self, first: int, end: int) -> ComposeResult:
        for at in range(first, end):
            question = self._asked[at]
            yield Static(escaped(self._prompt(question)), classes="prompt")
            yield self._field(at, question)
            yield Static("", id=f"wrong-{at}", classes="wrong")

    def hint(self) -> str:
        _ = self.setting.words
        picks = any(_picks(self.setting, asked) for asked in self._paper.questions)
        keys = f"{_(PICK)}   {_(GO_ON)}" if picks else _(GO_ON)
        if any(asked.kind == "prose" for asked in self._paper.questions):
            keys = f"{keys}   {_(LINE)}"
        leave = f"{self.setting.keymap.key_of('back')} {_(UNWRITTEN)}"
        if not self._paper.more:
            return f"{keys}\n{leave}"
        return f"{keys}\n{leave}   {self.setting.keymap.key_of('more')} {_(MORE)}"

    def _prompt(self, question: Question) -> str:
        if not question.is_optional:
            return question.prompt
        return f"{question.prompt} {self.setting.words(LEFT_OUT)}"

    def _field(self, at: int, question: Question) -> Field:
        value = self._paper.given.get(question.name, question.proposed)
        if picks := _picks(self.setting, question):
            return Choices(picks, value, id=f"field-{at}")
        if question.kind == "prose":
            prose = ProseInput(value, id=f"field-{at}")
            prose.add_class("field")
            return prose
        field = LineInput(value, hint=question.hint, id=f"field-{at}")
        field.add_class("field")
        return field

    def on_mount(self) -> None:
        super().on_mount()
        foreseen = self.query_one("#foreseen", PageView)
        # `tab` goes from the last answer to the button; keys of a page scroll it.
        foreseen.can_focus = False
        self._foresee()
        self.query_one("#field-0").focus()

    def tell(self, scene: Scene) -> None:
        self._draft_anew()
        self._foresee()

    def _draft_anew(self) -> None:
        """Propose what holds by now, where a proposal of before still stands."""
        drafts = self._paper.drafts(self.answers)
        for at, question in enumerate(self._paper.questions):
            field, new = self.query_one(f"#field-{at}"), drafts.get(question.name)
            if new is None or not isinstance(field, Input | ProseInput):
                continue
            if field.value == self._drafted[question.name] != new:
                self._drafted[question.name] = field.value = new

    def _foresee(self) -> None:
        """Show what the answers come to by now."""
        page = Page("", tuple(self._paper.foresees(self.answers)))
        foreseen = self.query_one("#foreseen", PageView)
        foreseen.show(page)
        foreseen.set_class(not page.lines, "-empty")
        self.set_class(bool(page.lines), "-foreseeing")

    def meant(self, name: str) -> bool:
        if name == "more" and self._paper.more:
            self._open_more()
            return True
        if name in ("list.page-down", "list.page-up"):
            self.query_one(PageView).page(1 if name == "list.page-down" else -1)
            return True
        return super().meant(name)

    def _open_more(self) -> None:
        self._is_open = not self._is_open
        self.query_one("#more").set_class(not self._is_open, "-closed")
        at = len(self._paper.questions) if self._is_open else 0
        self.call_after_refresh(self.query_one(f"#field-{at}").focus)

    @property
    def answers(self) -> dict[str, str]:
        """What stands in the fields."""
        return dict(self._answers())

    def _answers(self) -> Iterator[tuple[str, str]]:
        here = len(self._paper.questions)
        for at, question in enumerate(self._asked):
            field = self.query_one(f"#field-{at}")
            assert isinstance(field, Field)
            if at < here or field.value:
                yield question.name, field.value

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._foresee()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._go_on(event.input)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self._foresee()

    def on_prose_input_submitted(self, event: ProseInput.Submitted) -> None:
        event.stop()
        self._go_on(event.field)

    def on_choices_picked(self, event: Choices.Picked) -> None:
        event.stop()
        self._draft_anew()
        self._foresee()
        if event.is_final:
            self._go_on(event.view, is_said=False)

    def _go_on(self, field: Field, *, is_said: bool = True) -> None:
        """One line is said by ``enter``; more are looked over first.

        What comes next is counted from the field, and not from where the focus is by
        now: a key pressed twice in a hurry skips nothing.
        """
        here = len(self._paper.questions)
        if is_said and here == 1 and not self._is_open:
            self.commit()
            return
        end = len(self._asked) if self._is_open else here
        after = int(str(field.id).removeprefix("field-")) + 1
        self.query_one(f"#field-{after}" if after < end else "#ok").focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.commit()

    def commit(self) -> None:
        """Leave with the answers, if they can be meant."""
        wrong = self._missing() or self._paper.check(self.answers)
        if wrong is None:
            self.leave(self.answers)
            return
        for at, question in enumerate(self._asked):
            is_it = question.name == wrong.question
            self.query_one(f"#wrong-{at}", Static).update(
                escaped(wrong.says) if is_it else ""
            )
            if is_it:
                self.query_one(f"#field-{at}").focus()

    def _missing(self) -> Wrong | None:
        answers = self.answers
        for question in self._paper.questions:
            if not question.is_optional and not answers[question.name].strip():
                says = self.setting.words(N_("this needs an answer"))
                return Wrong(question.name, says)
        return None


def _picks(setting: Setting, question: Question) -> Sequence[Choice]:
    """What there is to pick from; a plain yes or no words itself."""
    if question.choices or question.kind != "yes-no":
        return question.choices
    _ = setting.words
    return (Choice("yes", _(N_("yes"))), Choice("no", _(N_("no"))))
