"""The directory: organisations and people. It knows nothing of the articles that talk about them."""
