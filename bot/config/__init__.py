"""Settings, profile and directory files: read, checked, and refused with a clear line."""
