"""Documents for paper and for editing, made at build: PDF by Typst, DOCX by python-docx, and each role's folder."""
