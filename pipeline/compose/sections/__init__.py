"""Sections (章节): what stands below a report's first-level headings; one file a section, shared by the kinds."""
