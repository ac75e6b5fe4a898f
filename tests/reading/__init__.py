"""Reading files of offices: text, HTML, Excel, PDF."""
