"""How the portal is: queues, signs of life, what is overdue; for monitors (``/metrics``) and on the desk."""
