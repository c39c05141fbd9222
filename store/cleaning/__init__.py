"""From the characters of a page to the paragraphs of its article: encoding mended, furniture out."""
