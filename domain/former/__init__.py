"""What earlier releases stored, read as what this release stores in its place."""
