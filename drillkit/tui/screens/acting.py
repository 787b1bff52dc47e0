"""How an action is done: what it asks, whether one is sure, and what came of it."""

from collections.abc import Sequence
from typing import Any, Final, Protocol

from textual.screen import Screen

from drillkit.conduct.desk import Desk
from drillkit.language import N_, Language, translator
from drillkit.tui.actions.action import Action, Answers, Mode, Wrong
from drillkit.tui.actions.manner import manner_asked, parted, read_manner
from drillkit.tui.doing import Came, do
from drillkit.tui.keymap import Keymap
from drillkit.tui.notices import Notices
from drillkit.tui.scene import Scene
from drillkit.tui.screens.confirm import Confirm
from drillkit.tui.screens.dialog import Setting
from drillkit.tui.screens.form import Form, Paper
from drillkit.tui.sights import Sights
from drillkit.tui.view.values import Alarm, InjectRef, Ref

# What keys do at once although no selected row offers it.
UNDO: Final = "step.undo"
ANSWER: Final = "call.answer"
NOTE: Final = "note.write"
# What answers an alarm that is no call, where the seat may do it.
BY_KIND: Final = ("call.heard", "question.answer")


class Stage(Protocol):
    """What acting needs of the app."""

    desk: Desk
    sights: Sights
    keymap: Keymap
    notices: Notices
    lang: Language
    asks_more: bool

    @property
    def mode(self) -> Mode: ...
    def scene(self) -> Scene: ...
    def say(self, text: str) -> None: ...
    def wake(self) -> None: ...
    def alarms(self, scene: Scene) -> Sequence[Alarm]: ...
    def see(self, ref: Ref) -> None: ...
    def open_page(self, ref: Ref) -> None: ...
    async def push_screen_wait(self, screen: Screen[Any]) -> Any: ...


def setting(stage: Stage) -> Setting:
    """What dialogs are given."""
    exercise = stage.sights.frame(stage.scene()).top.exercise
    return Setting(translator(stage.lang), stage.keymap, exercise)


async def act(stage: Stage, action: Action, ref: Ref | None, given: Answers) -> None:
    """Ask what *action* asks, then do it."""
    scene = stage.scene()
    latest = stage.notices.undoable(scene) if action.name == UNDO else None
    if latest is not None:
        carry_out(stage, action, latest, {})
    elif action.name == ANSWER and stage.desk.refused_later:
        # What is in sight is acknowledged first.
        del stage.desk.refused_later[0]
        stage.wake()
    elif action.name == ANSWER and not isinstance(ref, action.of):
        await _answer_loudest(stage, scene, action)
    elif action not in stage.sights.offered(scene, ref, stage.mode):
        stage.say(_not_now(stage, scene, action, ref))
    else:
        await _until_taken(stage, action, ref, given)


def _not_now(stage: Stage, scene: Scene, action: Action, ref: Ref | None) -> str:
    """Why nothing is done, and what may have been meant."""
    _ = scene.reader._
    said = _(N_("not here, or not now: {what}")).format(what=_(action.label))
    meant = stage.sights.action(action.instead(scene, ref))
    if meant is None or not _can(stage, scene, meant, ref):
        return said
    hint = _(N_("this step wants: {what} ({key} or :{name})")).format(
        what=_(meant.label), key=stage.keymap.key_of(meant.name), name=meant.name
    )
    return f"{said}; {hint}"


async def _until_taken(
    stage: Stage, action: Action, ref: Ref | None, given: Answers
) -> None:
    """Do it; what is refused is asked again, with all that was typed."""
    refused = ""
    while True:
        answers = await _answers(stage, action, ref, given, refused)
        if answers is None or not await _is_sure(stage, action):
            return
        came = carry_out(stage, action, ref, answers)
        if not came.is_refused or not action.asks(stage.scene(), ref):
            return
        given, refused = answers, came.says


async def _answer_loudest(stage: Stage, scene: Scene, action: Action) -> None:
    """Acknowledge the alarm that is in sight, in the way of its kind."""
    alarms = stage.alarms(scene)
    note = stage.sights.action(NOTE)
    own = [x for x in map(stage.sights.action, BY_KIND) if x is not None]
    if not alarms:
        stage.say(scene.reader._(N_("there is no alarm to acknowledge")))
    elif isinstance(alarms[0].ref, action.of):
        await act(stage, action, alarms[0].ref, {})
    elif found := [x for x in own if _can(stage, scene, x, alarms[0].ref)]:
        await act(stage, found[0], alarms[0].ref, {})
    elif isinstance(alarms[0].ref, InjectRef) and note is not None:
        # News is acknowledged by whoever writes down what they make of it.
        await act(stage, note, alarms[0].ref, {})
    else:
        # It cannot be answered from here, and is known from now on.
        stage.see(alarms[0].ref)
        stage.open_page(alarms[0].ref)


def _can(stage: Stage, scene: Scene, action: Action, ref: Ref | None) -> bool:
    return action in stage.sights.offered(scene, ref, stage.mode)


def carry_out(stage: Stage, action: Action, ref: Ref | None, answers: Answers) -> Came:
    """Do it, and say what came of it."""
    came = do(stage.desk, stage.scene(), action, ref, answers)
    stage.notices.say(stage.scene(), came.says, came.tone, came.stored)
    stage.wake()
    return came


async def _answers(
    stage: Stage, action: Action, ref: Ref | None, given: Answers, refused: str = ""
) -> Answers | None:
    """What a form of the action's questions came to; None if nothing."""
    scene = stage.scene()
    questions = action.asks(scene, ref)
    names = [question.name for question in questions]
    asks_more, stage.asks_more = stage.asks_more, False
    if not (asks_more or refused) and all(name in given for name in names):
        return given
    own, manner = parted(given, names)

    def check(answers: Answers) -> Wrong | None:
        own, manner = parted(answers, names)
        made = action.makes(stage.scene(), ref, own)
        read = read_manner(stage.scene(), manner)
        return next((x for x in (made, read) if isinstance(x, Wrong)), None)

    paper = Paper(
        scene.reader._(action.label),
        questions,
        check,
        own | manner,
        manner_asked(scene),
        lambda answers: action.foresees(stage.scene(), ref, answers),
        refused,
        lambda answers: action.drafts(stage.scene(), ref, answers),
    )
    answers: Answers | None = await stage.push_screen_wait(
        Form(setting(stage), paper, is_open=asks_more or bool(manner))
    )
    return answers


async def _is_sure(stage: Stage, action: Action) -> bool:
    if not action.confirm:
        return True
    _ = translator(stage.lang)
    asked = Confirm(setting(stage), _(action.label), _(action.confirm), action.words)
    return bool(await stage.push_screen_wait(asked))


async def may_leave(stage: Stage) -> bool:
    """Whether somebody really wants to leave a drill that goes on."""
    _ = translator(stage.lang)
    says = _(N_("The drill goes on without this terminal. Leave it?"))
    asked = Confirm(setting(stage), _(N_("leave this terminal")), says)
    return bool(await stage.push_screen_wait(asked))
