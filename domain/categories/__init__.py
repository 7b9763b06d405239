"""Rules of categories: what a change may be, and how it is told."""
