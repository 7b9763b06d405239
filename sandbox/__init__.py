"""A Bot API that runs in this process, with a chat page in the browser; it knows nothing of ours."""
