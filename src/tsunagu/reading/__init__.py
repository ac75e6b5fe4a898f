"""A file of any office as one text with places: plain text, HTML, Excel and PDF come to the same form."""
