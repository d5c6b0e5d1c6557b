"""What commands show beside a report."""
