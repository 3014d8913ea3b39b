"""An engine in a process of its own.

A decoding step is some hundred short calls into torch, and each must take Python's interpreter lock
again. Beside one busy thread of the same process (a page being drawn) the bundled model falls from
161 tokens a second to 2.4 (two cores, 8 drafts); in its own process it does not notice. Unloading
gives every byte back, and a crash takes the run with it and not the app.
"""
