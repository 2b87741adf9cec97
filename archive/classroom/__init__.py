"""What teachers take to class; it holds nothing about people."""
