"""What a page says of itself: title, publisher, agency, author, date, each with the place where it stood."""
