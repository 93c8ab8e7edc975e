"""The front page: it picks from both content apps and owns nothing."""
