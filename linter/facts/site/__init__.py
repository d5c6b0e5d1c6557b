"""What a page tells of its site: help in its template, links to other pages, its text without dates."""
