"""What other machines are told when something is published, corrected or withdrawn, or the ledger changes.

The transaction that changes a thing writes an ``Announcement``, one row. The worker tells it afterwards, when
its time has come and it is still so: to webhooks, to search engines (IndexNow) and to a hub (WebSub).
"""
