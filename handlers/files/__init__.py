"""Files that the bot sends: albums, uploads, removal of metadata."""
