"""What the cells of a workbook show, and what kind of file a table is."""
