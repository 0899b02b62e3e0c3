"""The guide's own package: data, pages and site, without any knowledge of MkDocs."""
