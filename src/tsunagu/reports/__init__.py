"""Reports of local governments: findings, tables and pictures as a workbook and a page."""
