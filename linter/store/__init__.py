"""What is kept between runs, in SQLite or PostgreSQL: decisions, and later audits."""
