"""Documents to bytes: receipt rasters, ESC/POS, A4 PDFs and their fonts. Imports nothing of the other rooms."""
