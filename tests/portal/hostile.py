"""What no honest editor sends to the admin, and how its answers are judged."""

HUGE = "9" * 30
NO_KEYS = ["abc", "", "-1", "²", "9" * 19, HUGE, "9" * 5000]

LISTS = [
    "articles/article", "articles/author", "articles/logentry", "articles/picture", "articles/revision",
    "articles/topic", "organizations/organization", "organizations/person", "partnerships/partnership",
    "pages/standingpage", "accounts/user", "accounts/event",
]  # fmt: skip


def surprises(responses, *, statuses=(200, 302)):
    """What was answered with another status than the forms and lists of the desk have."""
    answers = [(sent, response.status_code) for sent, response in responses]
    return [(sent, status) for sent, status in answers if status not in statuses]
