"""The kernel: one scenario lived through as often as wanted, in integers alone.

These sources run as they are.  Where a C compiler is at hand, the build makes a copy
of them into `native/` beside this folder, with the types that the `.pxd` files name.
"""
