"""The plan as a Word document: forms that are filled in, and documents that are read back."""
