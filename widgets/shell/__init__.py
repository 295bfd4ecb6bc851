"""The window around the screens: top bar, STOP, the rail, docks and their layout, the palette, the first page."""
