"""What type of page a page is: names of types, signs of them on a page, and what pages look like."""
