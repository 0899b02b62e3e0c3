"""The built site as a whole: its stylesheet, its search, and the checks it must pass."""
