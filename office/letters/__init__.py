"""Letters (函) as Word and PDF files. Only the worker and the command line import docx and lxml."""
