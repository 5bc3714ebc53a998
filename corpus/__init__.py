"""What we hold: the nouns, and the library that keeps papers and passages."""
