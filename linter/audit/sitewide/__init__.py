"""What is judged of a whole site: its pages held against each other."""
