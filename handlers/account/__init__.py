"""A person's own account: settings, follows, stored data and its erasure."""
