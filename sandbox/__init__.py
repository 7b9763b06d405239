"""A Bot API that runs in this process, with a page in the browser; it knows nothing of ours."""
