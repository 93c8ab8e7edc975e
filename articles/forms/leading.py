from django.utils.html import format_html


def leading_to(place, words):
    """A line of an error that is a link to the element of the page that it speaks of, by its id."""
    return format_html('<a href="#{}">{}</a>', place, words)
