"""How a page is built for those who do not see it: tables, forms, images, links, headings, text."""
