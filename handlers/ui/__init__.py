"""Building blocks of a screen: markup, buttons, labels, the localizer."""
