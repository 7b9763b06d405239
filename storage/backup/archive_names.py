"""The names of what is in a backup: the database, the folder of files, and the page about it."""

DATABASE, EVIDENCE, PAGE = "jubao.db", "evidence/", "backup.json"
