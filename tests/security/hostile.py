"""What no honest client sends, by the part of a request it is put into, and how an answer to it is judged."""

import re
from dataclasses import dataclass, field
from http import HTTPStatus

import html5lib

#: An element and an attribute that exist nowhere: where a parser finds them, the portal has sent markup back.
MARK = "q7mark"
MARKUP = [
    f"<{MARK}>",
    f'"><{MARK} x="',
    f"'><{MARK}>",
    f'" {MARK}=1 x="',
    f"' {MARK}=1 x='",
    f"</title><{MARK}>",
    f"</script><{MARK}>",
    f"--><{MARK}>",
    f"]]><{MARK}>",
    f"＜{MARK}＞",
    f"+ADw-{MARK}+AD4-",
    f"<{MARK}\x0c/>",
    f"</textarea><{MARK}>",
    f"<svg><{MARK}>",
]
NUMBERS = [
    "0", "-1", "+1", "1.5", "1e9", "1_000", "0x10", "NaN", "Infinity", "-0", "1,5", " 1", "1 ", "١", "１",
    "²", "①",
    "९", "9" * 19, "9" * 20, "9" * 40, "9" * 1500, "9223372036854775807", "9223372036854775808",
    "-9223372036854775809",
]  # fmt: skip
BROKEN = [
    "%00", "a%00b", "%ff", "%c3", "%c3%28", "%c0%af", "%ed%a0%80", "%f8%88%80%80%80", "%", "%2", "%zz",
    "%u0041",
    "%0d%0aSet-Cookie:%20x=1", "%0aX:y", "%e2%80%ae", "%ef%bb%bf", "%e2%81%a9%e2%81%a8", "%cc%81" * 200,
    "%25%30%30", "%2500", "%01", "%1b[31m", "%7f", "%f0%9f%92%a9", "%ef%bf%bf", "%f4%8f%bf%bf",
]  # fmt: skip
TRAVERSALS = [
    "..", "../", "..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/etc/passwd", "....//....//etc/passwd", "..%5c..%5c",
    "..%c0%af..%c0%af", "%252e%252e%252f", "/etc/passwd", "//evil.example", "///evil.example",
    "\\\\evil.example",
    "/%5cevil.example", "%2f%2fevil.example", ";/admin", ".git/config", ".env", "%2eenv", "web-inf/web.xml",
]  # fmt: skip
WORDS = [
    "null", "None", "undefined", "true", "[]", "{}", "[object Object]", "{{7*7}}", "${7*7}", "#{7*7}",
    "<%= 7*7 %>",
    "{% debug %}", "' OR 1=1--", "1;SELECT pg_sleep(9)", "1) OR (1=1", "\" OR \"\"=\"", "*", "%25%25%25",
    "_", "\\",
    "$(id)", "`id`", "|id", "__proto__", "constructor", "__class__", "password", "pk__gt", "a" * 1500,
    "ا" * 300,
    "(" * 200, '"' * 199, "-" * 500, "OR " * 200,
    "javascript:alert(1)", "https://evil.example/", "//evil.example/", "file:///etc/passwd",
]  # fmt: skip
CURSORS = [
    "x",
    "~",
    "~~",
    "1~",
    "~1",
    "1~1~1",
    "-1~1",
    "1~-1",
    "9" * 40 + "~1",
    "NaN~1",
    "١~١",
    "2025-13-45~1",
]
VALUES = [*MARKUP, *NUMBERS, *BROKEN, *TRAVERSALS, *WORDS, *CURSORS]

EVIL = "evil.example"
#: As the server sees them (WSGI).
HEADERS = [
    *({name: EVIL} for name in (
        "HTTP_X_FORWARDED_HOST", "HTTP_X_HOST", "HTTP_X_FORWARDED_SERVER", "HTTP_X_ORIGINAL_HOST",
        "HTTP_FORWARDED",
        "HTTP_X_HTTP_HOST_OVERRIDE", "HTTP_X_FORWARDED_PREFIX", "HTTP_X_PROXYUSER_IP", "HTTP_X_BACKEND_HOST",
    )),
    {"HTTP_FORWARDED": f"for=1;host={EVIL};proto=https"},
    *({"HTTP_X_FORWARDED_PROTO": value} for value in ("https", "gopher", "https, http", f"<{MARK}>")),
    *({"HTTP_X_FORWARDED_FOR": value} for value in (
        "::1", "1" * 4000, "127.0.0.1, 127.0.0.1", f"<{MARK}>", "%", "'",
    )),
    {"HTTP_X_FORWARDED_PORT": "1337"}, {"HTTP_X_FORWARDED_SCHEME": "nothttps"},
    *({name: "/admin/"} for name in ("HTTP_X_ORIGINAL_URL", "HTTP_X_REWRITE_URL", "HTTP_X_ACCEL_REDIRECT")),
    *({name: "DELETE"} for name in ("HTTP_X_HTTP_METHOD_OVERRIDE", "HTTP_X_METHOD_OVERRIDE")),
    *({"HTTP_ACCEPT_LANGUAGE": value} for value in (
        "a" * 5000, "en;q=" + "9" * 400, ",".join(["ar"] * 2000), "en;q=NaN", "\xff\xfe", "../../etc",
        f"<{MARK}>",
        "-" * 3000, "en-" * 1000, "*",
    )),
    *({"HTTP_ACCEPT": value} for value in (
        "", "a" * 5000, "text/x-evil", "*/*;q=" + "9" * 400, f"<{MARK}>", "\xff",
    )),
    *({"HTTP_ACCEPT_ENCODING": value} for value in (
        "gzip;q=0", "gzip, " * 800, "x" * 4000, "*;q=0", "\xff", "br;q=a",
    )),
    *({"HTTP_USER_AGENT": value} for value in ("", f"<{MARK}>", "() { :; }; echo", "\xff\xfe", "a" * 7000)),
    *({"HTTP_REFERER": value} for value in (
        f"https://{EVIL}/", f"<{MARK}>", "javascript:alert(1)", "\xff", "a" * 7000,
    )),
    *({"HTTP_ORIGIN": value} for value in (f"https://{EVIL}", "null", f"<{MARK}>", "\xff")),
    *({"HTTP_COOKIE": value} for value in (
        "", ";;;", "=", "=x", "csrf", "csrf=", "session=" + "a" * 7000, "session=../../../etc/passwd",
        "session=\xff",
        "csrf=" + "<" * 32, "csrf=%00", "portal_language=fr", f"portal_language=<{MARK}>",
        "portal_language=ar\xff",
        "portal_language=../../x", "messages=x", "messages=" + "[" * 3000, 'a="unclosed', "$Version=1; a=b",
        "; ".join(f"c{number}=1" for number in range(500)), "sessionid=x; sessionid=y", "__Host-session=x",
    )),
    *({"HTTP_IF_NONE_MATCH": value} for value in (
        "*", '"' * 2000, "W/", 'W/"x', "\xff", ",".join(['"a"'] * 900),
    )),
    *({"HTTP_IF_MODIFIED_SINCE": value} for value in (
        "x", "Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT",
        "Thu, 99 Foo 0000 99:99:99 GMT",
        "Sun, 06 Nov 00001994 08:49:37 GMT", "١",
    )),
    {"HTTP_IF_MATCH": "*"}, {"HTTP_IF_MATCH": '"x"'}, {"HTTP_IF_UNMODIFIED_SINCE": "x"},
    *({"HTTP_RANGE": value} for value in (
        "bytes=0-", "bytes=0-0," * 500, "bytes=-" + "9" * 40, "bytes=9-1", "lines=1", "bytes=\xff",
        "bytes=0-0,1-1",
    )),
    {"HTTP_IF_RANGE": "\xff"}, {"HTTP_EXPECT": "200-maybe"}, {"HTTP_UPGRADE": "h2c"},
    {"HTTP_CONNECTION": "upgrade"},
    {"HTTP_CACHE_CONTROL": "no-cache"}, {"HTTP_PRAGMA": "no-cache"},
    {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"},
    {"HTTP_X_REQUEST_ID": "a\r\nX: y"}, {"HTTP_AUTHORIZATION": "Basic " + "=" * 2000}, {"HTTP_DNT": "\xff"},
    {"HTTP_AUTHORIZATION": "Bearer x"}, {"HTTP_TRANSFER_ENCODING": "chunked"},
    {"HTTP_CONTENT_ENCODING": "gzip"},
    {"HTTP_X_CSRFTOKEN": "x" * 5000}, {"HTTP_SAVE_DATA": "on"}, {"HTTP_VIA": "1.0 " * 900},
    *({"CONTENT_TYPE": value} for value in (
        "text/html; charset=utf-7", "multipart/form-data", "multipart/form-data; boundary=" + "a" * 500,
        "application/x-www-form-urlencoded; charset=no-such", "\xff", "a/b;" * 900,
        "application/json; charset=idna",
        "multipart/form-data; boundary=\xff", "application/x-www-form-urlencoded; charset=zlib",
        "text/plain; charset=utf-7", "text/plain; charset=utf-16", "text/plain; charset=\xff",
        "text/plain; charset*=x''zlib", "text/plain; charset*=zlib''x",
    )),
    *({"CONTENT_LENGTH": value} for value in ("-1", "x", "", "9" * 40, "1.5", "١")),
    *({"SCRIPT_NAME": value} for value in ("", "/")),
]  # fmt: skip
HOSTS = [
    EVIL, f"{EVIL}:80", f"testserver.{EVIL}", f"testserver@{EVIL}", f"{EVIL}#testserver",
    f"testserver:{EVIL}",
    f"<{MARK}>", "testserver:99999", "testserver:x", "[::1", "", " testserver", "testserver/", "testserver\t",
    "a" * 3000, "xn--" + "a" * 60, "\xff", "testserver,evil.example", "127.0.0.1.nip.io",
    "ⓛocalhost".encode().decode("latin-1"),
]  # fmt: skip
METHODS = [
    "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "TRACK", "CONNECT", "PROPFIND", "DEBUG", "PURGE",
    "get",
    "GETS", "A" * 300, "<q7mark>",
]  # fmt: skip

MULTIPART = "multipart/form-data; boundary=X"
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
#: Pairs of content type and body.
BODIES = [
    (FORM, b""), (FORM, b"\x00"), (FORM, b"\xff\xfe"), (FORM, b"=" * 3000), (FORM, b"%"), (FORM, b"%00=%00"),
    (FORM, b"&".join(b"f%d=1" % number for number in range(2500))), (FORM, b"a" * (5 * 1024 * 1024 + 1)),
    (FORM + "; charset=utf-7", b"username=+ADw-q7mark+AD4-"), (FORM + "; charset=no-such", b"a=1"),
    (FORM + "; charset=utf-16", b"a=1"), (FORM + "; charset=zlib", b"a=1"), (FORM + "; charset=idna", b"a=1"),
    (FORM, b"username=%3Cq7mark%3E&password=x&next=//evil.example&language=%3Cq7mark%3E"),
    (FORM, b"username=" + "\u0301".encode() * 20_000), (FORM, b"username=" + b"a" * 1_000_000),
    (MULTIPART, b""), (MULTIPART, b"--X"), (MULTIPART, b"--X--"), (MULTIPART, b"--X\r\n\r\n--X--\r\n"),
    (MULTIPART, b'--X\r\nContent-Disposition: form-data; name="a\x00"\r\n\r\n\x00\r\n--X--\r\n'),
    (MULTIPART, b'--X\r\nContent-Disposition: form-data; name="username"\r\n\r\n\xff\xfe\r\n--X--\r\n'),
    (MULTIPART, b'--X\r\nContent-Disposition: form-data; name="username"\r\n\r\na\x00b\r\n--X--\r\n'),
    (MULTIPART, b'--X\r\nContent-Disposition: form-data; name="f"; filename="../../x"\r\n\r\nx\r\n--X--\r\n'),
    (MULTIPART,
     b'--X\r\nContent-Disposition: form-data; name="f"; filename*=no-such\'\'%ff\r\n\r\nx\r\n--X--\r\n'),
    (MULTIPART,
     b'--X\r\nContent-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: base64\n\n=\r\n--X--\r\n'),
    (MULTIPART, b'--X\r\n' + b"A: b\r\n" * 3000 + b"\r\nx\r\n--X--\r\n"),
    (MULTIPART, b"".join(b'--X\r\nContent-Disposition: form-data; name="a%d"\r\n\r\nx\r\n' % n
        for n in range(2500))),
    (MULTIPART, b"".join(b'--X\r\nContent-Disposition: form-data; name="a"; filename="b%d"\r\n\r\nx\r\n' % n
        for n in range(150))),
    ("multipart/form-data; boundary=" + "a" * 201, b"x"), ("multipart/form-data; boundary=", b"x"),
    ("multipart/form-data; boundary=\xff", b"x"), ("multipart/mixed; boundary=X", b"--X--"),
    (JSON, b""), (JSON, b"null"), (JSON, b"{"), (JSON, b"[" * 100_000), (JSON, b'{"a":' * 50_000),
    (JSON, b"1e999999"),
    (JSON, b"9" * 100_000), (JSON, b"\xff"), (JSON, b'{"a":"\\ud800"}'),
    (JSON, b'"' + b"a" * 1_000_000 + b'"'),
    ("text/xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'), ("", b"a=1"),
    ("\xff", b"a=1"), ("text/plain", b"x" * 1000),
    ("application/x-java-serialized-object", b"\xac\xed\x00\x05"),
]  # fmt: skip


@dataclass
class Sent:
    path: str
    query: str = ""
    method: str = "GET"
    environ: dict = field(default_factory=dict)

    def __str__(self):
        told = {name: str(value)[:60] for name, value in self.environ.items()}
        return f"{self.method[:20]} {self.path[:120]}?{self.query[:120]} {told}"


def weaknesses(sent, answer, *, is_public=True):
    """What an attacker would like about this answer, in words."""
    told = answer.headers
    if answer.status >= 500 and answer.status != HTTPStatus.NOT_IMPLEMENTED:  # which oEmbed asks for
        yield f"{answer.status}"
    if is_public and "set-cookie" in told:
        yield "sets a cookie"
    if leads_away(told.get("location", "")):
        yield f"leads to {told['location'][:80]}"
    if any(f"//{EVIL}" in value or value.startswith(EVIL) for value in told.values()):
        yield "repeats a host in a header"
    if any(re.search(r"[\r\n\x00]", name + value) for name, value in told.items()):
        yield "breaks its headers"
    if holds_mark(answer):
        yield "sends markup back"


def leads_away(location):
    """Whether a browser would leave the portal for it: a path, or the portal's own host, stays."""
    seen = re.sub(r"[\t\r\n]", "", location).strip().replace("\\", "/")
    return bool(seen) and (seen.startswith("//") or not seen.startswith(("/", "?", "http://testserver/")))


def holds_mark(answer):
    """Whether a browser would find an element or an attribute that was sent to the portal."""
    kind = answer.headers.get("content-type", "")
    if MARK.encode() not in answer.body or not any(markup in kind for markup in ("html", "xml", "svg")):
        return False
    document = html5lib.parse(answer.body.decode(errors="replace"), namespaceHTMLElements=False)
    return any(
        MARK in str(element.tag) or any(MARK in str(name) for name in element.attrib)
        for element in document.iter()
    )
