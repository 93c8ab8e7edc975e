"""Who works here: the custom user, decided before the first migration."""
