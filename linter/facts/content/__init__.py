"""What a page's own text says: names, numbers of persons, what it refers to, what it announces, how hard it is to read."""
