"""What the pages are made of: sections by role, fragments of HTML, and what each page shows."""
