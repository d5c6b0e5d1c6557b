"""What a page says of when something ends: deadlines, events, fees of a year, opening hours of a season, notices."""
