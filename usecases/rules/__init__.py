"""May this person do this to this record? Which rows may they see? What is still missing?"""
