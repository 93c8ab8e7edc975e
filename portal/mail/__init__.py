"""Mail goes out by the worker: nobody waits for a mail server, and one that is away loses nothing."""
