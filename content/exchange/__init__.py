"""In and out: seed files and spreadsheets in, files and bags out."""
