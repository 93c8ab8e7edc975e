"""Moving the whole portal: ``export_site`` writes it into a folder, ``import_site`` fills an empty one.

The folder knows no database: what SQLite held, PostgreSQL can take, and the other way round. Which tables go
along is said in ``statement``, how a value is written in ``columns``, what is not believed but worked out
anew in ``derived``. Files inside may import downwards only: exporting, importing → media, rows, derived,
manifest → folder, columns, sequences, snapshot, progress → statement.
"""
