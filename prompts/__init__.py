"""Every word that people read, as files: see README.md in this directory. There is no code here."""
