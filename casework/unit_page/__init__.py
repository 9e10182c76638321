"""A unit's page behind a link: links, what a unit does there, its drafts and files."""
