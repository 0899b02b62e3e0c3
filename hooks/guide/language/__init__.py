"""The language of the guide: what its texts are, and what is wrong with them as plain language."""
