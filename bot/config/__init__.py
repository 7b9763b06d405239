"""Settings, profile and directory files, and the places they name: read, checked, opened."""
