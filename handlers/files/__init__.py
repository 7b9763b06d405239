"""Files in and out: albums, uploads, metadata removed."""
