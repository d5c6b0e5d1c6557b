"""What is kept between runs, in SQLite or PostgreSQL: decisions about findings, answers to the questions of reviews, and runs."""
