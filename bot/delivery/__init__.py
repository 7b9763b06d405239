"""Background workers that send what is owed: notices, broadcasts, mail, files."""
