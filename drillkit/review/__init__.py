"""How well it went: measures of a drill's log, and the documents that tell them."""
