"""What is known of a reported account: its history, and the accounts with several upheld cases."""
