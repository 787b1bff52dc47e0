"""The screens: one a mode, and the dialogs over them."""
