"""What is new since the report before, mailed to those who answer for the pages."""
