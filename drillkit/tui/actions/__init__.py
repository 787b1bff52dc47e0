"""What people can do at a seat: one registry for keys, help, palette and line mode."""
