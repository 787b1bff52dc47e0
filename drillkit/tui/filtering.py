"""A filter as it is typed over the timeline: words, and what they must be about.

fibre cut          both words
@legal             a department, by its id or its title
#late              a kind of entry, by its short word: #inj #step #dec
*                  the bookkeeping too
"""

from drillkit.tui.scene import Scene
from drillkit.tui.view.marks import MARKS
from drillkit.tui.view.timeline import Filter


def read_filter(scene: Scene, text: str) -> Filter:
    """What to show of the timeline.  What matches nothing is looked for as a word."""
    department = kind = ""
    words: list[str] = []
    is_whole = False
    for word in text.split():
        if word == "*":
            is_whole = True
        elif word.startswith("@") and (found := _department(scene, word[1:])):
            department = found
        elif word.startswith("#") and (found := _kind(scene, word[1:])):
            kind = found
        else:
            words.append(word)
    return Filter(department, kind, " ".join(words), with_bookkeeping=is_whole)


def _department(scene: Scene, said: str) -> str:
    """The first department that is called so, or begins so."""
    for run in scene.drill.runs.values():
        names = (run.department, scene.reader.department(run.department))
        if said and any(name.casefold().startswith(said.casefold()) for name in names):
            return run.department
    return ""


def _kind(scene: Scene, said: str) -> str:
    for _mark, word in MARKS.values():
        names = (word, scene.reader._(word))
        if said and any(name.casefold().startswith(said.casefold()) for name in names):
            return word
    return ""
