"""The control room: every department at once, and the controllers' own work."""

from drillkit.engine.events import HotWashNoted
from drillkit.tui.scene import Scene
from drillkit.tui.view.affected import affected, requests
from drillkit.tui.view.departments import departments
from drillkit.tui.view.expected import expected
from drillkit.tui.view.feed import feed
from drillkit.tui.view.hotwash import hot_wash
from drillkit.tui.view.injects import queue
from drillkit.tui.view.observations import observations
from drillkit.tui.view.seeing import judges, knows_the_story
from drillkit.tui.view.staff import calls, seats, workload
from drillkit.tui.view.updates import updates
from drillkit.tui.view.values import Control


def control(scene: Scene) -> Control:
    """Everything at this moment, as far as the seat may know it."""
    may_judge = judges(scene)
    is_washed = scene.drill.is_over or scene.reader.record.of(HotWashNoted)
    return Control(
        departments=departments(scene),
        updates=updates(scene),
        calls=calls(scene),
        seats=seats(scene),
        workload=workload(scene),
        affected=affected(scene),
        requests=requests(scene),
        feed=feed(scene),
        injects=queue(scene) if knows_the_story(scene) else None,
        expected=expected(scene) if may_judge else None,
        observations=observations(scene) if may_judge else None,
        hotwash=hot_wash(scene) if is_washed else None,
    )
