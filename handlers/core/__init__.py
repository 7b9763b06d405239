"""What every handler needs: the context, reading an update, replying, errors of the Bot API."""
