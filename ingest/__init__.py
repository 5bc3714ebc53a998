"""From a file to the library."""
