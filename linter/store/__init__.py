"""What is kept between runs, in SQLite or PostgreSQL: decisions about findings, and answers to the questions of reviews."""
