"""Render (成品): content and templates become .docx, .pdf and .xlsx; not a word is changed on the way."""
