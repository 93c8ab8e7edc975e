from portal.open_data import is_for_machines


class OpenDataMiddleware:
    """Pages of any site may read the open data; its answers, errors included, are the same for everyone."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not is_for_machines(request.path_info):
            return self.get_response(request)
        method = request.method
        if method == "HEAD":
            # The API answers GET; the server leaves the body out, as it does for every page.
            request.method = "GET"
        response = self.get_response(request)
        request.method = method
        response["Access-Control-Allow-Origin"] = "*"
        response.cookies.clear()
        response["Vary"] = "Accept-Encoding"
        return response
