"""A server that speaks as much of OpenSearch's HTTP API as the portal asks of it, and keeps what it is told.

It refuses what the real one refuses: an index that isn't there, a version that isn't newer, a field that the
mapping doesn't name. Its analysers only know «ال» and the English plural.
"""

import gzip
import json
import threading
import time
from collections import defaultdict
from contextlib import contextmanager
from difflib import get_close_matches
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from tests.portal.index.opensearch_query import newest_first, score

_MISSING = {"error": {"type": "index_not_found_exception", "root_cause": []}, "status": 404}


class Request(NamedTuple):
    method: str
    path: str
    parameters: dict
    body: object
    authorization: str | None


class Stub:
    """``failure`` is the answer to everything while it is set; ``refused`` are documents it never takes."""

    def __init__(self):
        self.requests: list[Request] = []
        self.indices = {}
        self.documents = defaultdict(dict)
        self.versions = defaultdict(int)
        self.failure: tuple[int, object] | None = None
        self.seconds = 0
        self.refused: set[str] = set()
        self.timed_out = self.partial_failure = False

    def asked(self, ending):
        """The bodies of the requests whose path ends so."""
        return [request.body for request in self.requests if request.path.endswith(ending)]

    def sources(self, language):
        """The documents that are kept in a language, by name."""
        return next((kept for alias, kept in self.documents.items() if f"-{language}-" in alias), {})

    def answer(self, request):
        self.requests.append(request)
        time.sleep(self.seconds)
        if self.failure:
            return self.failure
        name, _slash, act = request.path.strip("/").partition("/")
        if name == "_bulk":
            return 200, {"items": [self._change(*change) for change in _changes(request.body)]}
        if name == "_msearch":
            return 200, {"responses": [self._part(*part) for part in _pairs(request.body)]}
        if request.method == "PUT":
            return self._create(name, request.body)
        if request.method == "HEAD":
            return (200 if name in self.indices else 404), None
        if name not in self._aliases():
            return 404, _MISSING
        return 200, self._suggest(name, request.body) if act == "_search" else {}

    def _part(self, target, body):
        if self.partial_failure:
            return {"error": {"type": "search_phase_execution_exception"}, "status": 503}
        return self._search(target["index"], body) if target["index"] in self._aliases() else _MISSING

    def _aliases(self):
        return {alias for index in self.indices.values() for alias in index["aliases"]}

    def _create(self, name, body):
        if name in self.indices:
            return 400, {"error": {"type": "resource_already_exists_exception"}, "status": 400}
        self.indices[name] = body
        return 200, {"acknowledged": True}

    def _change(self, act, about, source):
        alias, name, version = about["_index"], about["_id"], about["version"]
        was_there = name in self.documents[alias]
        if alias not in self._aliases():
            return {act: {"status": 404, "error": {"type": "index_not_found_exception"}}}
        if name in self.refused:
            return {act: {"status": 400, "error": {"type": "mapper_parsing_exception"}}}
        if version <= self.versions[alias, name]:
            return {act: {"status": 409, "error": {"type": "version_conflict_engine_exception"}}}
        self.versions[alias, name] = version
        if act == "delete":
            self.documents[alias].pop(name, None)
            return {act: {"status": 200 if was_there else 404}}
        (index,) = [index for index in self.indices.values() if alias in index["aliases"]]
        assert source.keys() <= index["mappings"]["properties"].keys()
        self.documents[alias][name] = source
        return {act: {"status": 200 if was_there else 201}}

    def _search(self, alias, body):
        scored = [(score(body["query"], source), source) for source in self.documents[alias].values()]
        found = [(points, source) for points, source in scored if points is not None]
        if "search_after" in body:
            found = [(points, source) for points, source in found if source["pk"] > body["search_after"][0]]
            found.sort(key=lambda match: match[1]["pk"])
        elif "sort" in body:
            found.sort(key=newest_first)
        else:
            found.sort(key=lambda match: -match[0])
        hits = [_hit(points, source, body) for points, source in found[: body["size"]]]
        total = min(len(found), int(body["track_total_hits"]) or len(found))
        return {"timed_out": self.timed_out, "hits": {"total": {"value": total}, "hits": hits}}

    def _suggest(self, alias, body):
        near = body["suggest"]["near"]
        words = {
            word
            for source in self.documents[alias].values()
            for text in source.get("spellings", ())
            for word in text.split()
        }
        size = near["term"]["size"]
        options = [{"text": word} for word in get_close_matches(near["text"], sorted(words), size)]
        return {"timed_out": False, "hits": {"hits": []}, "suggest": {"near": [{"options": options}]}}


def _pairs(lines):
    """Two by two."""
    return zip(lines[::2], lines[1::2], strict=True)


def _hit(points, source, body):
    """The columns that were asked for; each as a list, and none where there is no value."""
    columns = {}
    for asked in body["docvalue_fields"]:
        value = source.get(asked["field"])
        if value not in (None, []):
            columns[asked["field"]] = value if isinstance(value, list) else [value]
    return {"_score": points if body.get("track_scores") else None, "fields": columns}


def _changes(lines):
    """What to do, with which document, and its source."""
    lines = iter(lines)
    for line in lines:
        ((act, about),) = line.items()
        yield act, about, next(lines) if act == "index" else None


class _Handler(BaseHTTPRequestHandler):
    def do_any(self):
        address = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        if self.headers.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        lines = [json.loads(line) for line in body.decode().splitlines()]
        has_lines = address.path in ("/_bulk", "/_msearch")
        parameters = dict(parse_qsl(address.query))
        read = lines if has_lines else (lines[0] if lines else None)
        status, answer = self.server.stub.answer(
            Request(self.command, address.path, parameters, read, self.headers.get("authorization"))
        )
        self._send(status, answer)

    do_GET = do_POST = do_PUT = do_HEAD = do_any

    def _send(self, status, answer):
        content = answer.encode() if isinstance(answer, str) else json.dumps(answer).encode()
        kind = "text/html" if isinstance(answer, str) else "application/json"
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, *arguments):
        """Nothing: standard error is for what goes wrong."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """Whoever asked has stopped waiting."""


@contextmanager
def running_stub():
    """A stub, and the address where it listens."""
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.stub = Stub()
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server.stub, f"127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
