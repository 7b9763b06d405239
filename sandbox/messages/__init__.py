"""What a message holds: files, pictures, the content that is copied."""
