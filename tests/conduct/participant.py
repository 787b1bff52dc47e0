"""A participant's whole process: it sits down, works, and waits to be searched."""

import sys
from pathlib import Path

from drillkit.conduct.seating import sit
from drillkit.conduct.workspace import Workspace, find_drill
from drillkit.engine.commands import Note

workspace = Workspace(Path(sys.argv[1]))
place = sit(workspace, find_drill(workspace, sys.argv[2]), "lead")
place.desk.do(Note("here I am"))
place.desk.look()
print("ready", flush=True)
sys.stdin.readline()
place.desk.look()
place.leave()
