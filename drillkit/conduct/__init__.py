"""Who is driving a drill: the clock, the workspace, the players."""
