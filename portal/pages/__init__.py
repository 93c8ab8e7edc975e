"""Pages that editors edit: about, privacy, accessibility and their like."""
