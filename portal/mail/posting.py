from .models import OutgoingMail


def post(*, to: str, subject: str, text: str, html: str = "", headers: dict[str, str] | None = None) -> None:
    """Have a mail sent, once the transaction it is written in is through.

    Raises ``BadHeaderError`` where a header, the subject among them, has a line break: somebody's words must
    not become headers or further receivers.
    """
    mail = OutgoingMail(to=to, subject=subject, text=text, html=html, headers=headers or {})
    mail.message().message()
    mail.save()
