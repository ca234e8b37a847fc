"""The desk's pages on documents: lists, one document, the section editor, approving and publishing."""
