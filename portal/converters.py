"""Path converters for dates in addresses."""


class YearConverter:
    """From 2000 on: nothing is published before (``articles.models.article_schema.EARLIEST``)."""

    regex = "2[0-9]{3}"

    def to_python(self, value):
        return int(value)

    def to_url(self, value):
        return f"{value:04d}"


class MonthConverter:
    """Two digits, so that a month has one address."""

    regex = "0[1-9]|1[0-2]"

    def to_python(self, value):
        return int(value)

    def to_url(self, value):
        return f"{value:02d}"
