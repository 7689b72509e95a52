"""Whether a sheet, a document or a copied text is what was published."""
