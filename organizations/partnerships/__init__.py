"""The partnership ledger: who announced what with whom. A guest that ``organizations`` never imports."""
