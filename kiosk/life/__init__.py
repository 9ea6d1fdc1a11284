"""The life of the data: what is erased and when, one person's own, backups, and what is left when something is lost."""
