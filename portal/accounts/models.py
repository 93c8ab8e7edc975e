from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """Somebody who works in the newsroom. Readers have no accounts."""

    class Meta(AbstractUser.Meta):
        swappable = "AUTH_USER_MODEL"
