"""What people see: the web chat, the page beside an answer, the commands."""
