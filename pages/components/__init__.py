"""Parts of screens. A part that asks for something returns it and owns its state keys."""
