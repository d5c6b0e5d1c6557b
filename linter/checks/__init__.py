"""One module per category, one function per rule, named after it: facts and options in, faults out."""
