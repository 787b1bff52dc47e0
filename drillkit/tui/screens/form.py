"""A form: the questions of an action, and what is wrong with an answer beside it."""

from collections.abc import Callable, Mapping, Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Button, Input, Static

from drillkit.language import N_
from drillkit.tui.actions.action import Answers, Choice, Question, Wrong
from drillkit.tui.screens.dialog import Dialog, Setting, escaped
from drillkit.tui.widgets.choices import Choices
from drillkit.tui.widgets.line import LineInput

Check = Callable[[Answers], Wrong | None]


class Form(Dialog[dict[str, str]]):
    """Dismissed with every answer, or with None and nothing is done."""

    def __init__(
        self,
        setting: Setting,
        title: str,
        questions: Sequence[Question],
        check: Check,
        given: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(setting, title)
        self._questions = tuple(questions)
        self._check = check
        self._given = given or {}

    def inside(self) -> ComposeResult:
        with VerticalScroll(id="fields"):
            for at, question in enumerate(self._questions):
                yield Static(escaped(self._prompt(question)), classes="prompt")
                yield self._field(at, question)
                yield Static("", id=f"wrong-{at}", classes="wrong")
        label = f"[ {self.setting.words(N_('write it down'))} ]"
        yield Button(escaped(label), compact=True, id="ok")

    def hint(self) -> str:
        _ = self.setting.words
        picks = any(_picks(self.setting, question) for question in self._questions)
        pick = f"{_(N_('space'))} {_(N_('pick'))}   " if picks else ""
        keys = f"{pick}tab {_(N_('next'))}   enter {_(N_('go on'))}"
        nothing = _(N_("back, nothing is written"))
        return f"{keys}   {self.setting.keymap.key_of('back')} {nothing}"

    def _prompt(self, question: Question) -> str:
        if not question.is_optional:
            return question.prompt
        return f"{question.prompt} {self.setting.words(N_('(may be left out)'))}"

    def _field(self, at: int, question: Question) -> Input | Choices:
        value = self._given.get(question.name, question.proposed)
        if picks := _picks(self.setting, question):
            return Choices(picks, value, id=f"field-{at}")
        field = LineInput(value, hint=question.hint, id=f"field-{at}")
        field.add_class("field")
        return field

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#field-0").focus()

    @property
    def answers(self) -> dict[str, str]:
        """What stands in the fields."""
        return {
            question.name: self._value(at)
            for at, question in enumerate(self._questions)
        }

    def _value(self, at: int) -> str:
        field = self.query_one(f"#field-{at}")
        assert isinstance(field, Input | Choices)
        return field.value

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._go_on()

    def on_choices_picked(self, event: Choices.Picked) -> None:
        event.stop()
        if event.is_final:
            self.focus_next()

    def _go_on(self) -> None:
        """One line is said by ``enter``; more are looked over first."""
        if len(self._questions) == 1:
            self.commit()
        else:
            self.focus_next()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.commit()

    def commit(self) -> None:
        """Leave with the answers, if they can be meant."""
        wrong = self._missing() or self._check(self.answers)
        if wrong is None:
            self.dismiss(self.answers)
            return
        for at, question in enumerate(self._questions):
            is_it = question.name == wrong.question
            self.query_one(f"#wrong-{at}", Static).update(
                escaped(wrong.says) if is_it else ""
            )
            if is_it:
                self.query_one(f"#field-{at}").focus()

    def _missing(self) -> Wrong | None:
        answers = self.answers
        for question in self._questions:
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
