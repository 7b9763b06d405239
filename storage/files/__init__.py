"""Where the bytes of files are kept: a folder or an S3 bucket."""
