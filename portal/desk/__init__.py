"""The desk: the admin's front page and what stands around all of its pages."""
