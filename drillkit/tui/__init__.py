"""Who is watching: screens that show a drill and hold no state of their own."""
