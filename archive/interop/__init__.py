"""What other programs read: feeds, JSON-LD, sitemap."""
