"""Forms of the categories and of the rules that decisions cite."""
