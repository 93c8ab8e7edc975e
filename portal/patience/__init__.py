"""PostgreSQL for processes that serve readers: nobody waits for a database that has fallen silent."""
