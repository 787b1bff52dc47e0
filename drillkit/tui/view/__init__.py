"""What a seat's screen shows: plain values out of a drill, a seat and a time."""
