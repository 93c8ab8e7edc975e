"""What a page asks for by itself, while nobody may be sitting before it, keeps no session alive."""


def unattended(view):
    """Mark a view that a page calls without anybody's doing."""
    view.is_unattended = True
    return view


class UnattendedMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, arguments, keywords):
        request.session.is_use = not getattr(view, "is_unattended", False)
