"""The papers of an invented council that ship with the project, and what typesets them."""
