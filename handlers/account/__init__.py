"""A person's own account: settings, follows, what is kept about them."""
