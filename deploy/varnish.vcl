# Varnish in front of the portal. Works as it is: the portal on 127.0.0.1:8000, EDGES=http://127.0.0.1:6081/ for
# `manage.py work`, and in front of both whoever ends TLS and overwrites X-Forwarded-Proto and X-Forwarded-For.
# Needs the module xkey (Debian: varnish-modules).
vcl 4.1;

import std;
import xkey;

backend portal {
    .host = "127.0.0.1";
    .port = "8000";
    .first_byte_timeout = 15s;
    .probe = { .url = "/health/live/"; .interval = 1s; .timeout = 2s; .window = 5; .threshold = 2; .initial = 5; }
}

acl purgers { "127.0.0.1"; "::1"; }

sub vcl_recv {
    if (req.method == "PURGE") {
        # Who ends TLS is on this machine too. What it passes on names two addresses: a reader's, and its own.
        if (client.ip !~ purgers || req.http.X-Forwarded-For ~ ",") { return (synth(405)); }
        # Softly: what is old may still be served while the portal is down.
        set req.http.purged = xkey.softpurge(req.http.Surrogate-Key);
        return (synth(200, "Purged " + req.http.purged));
    }
    # The portal believes the last address: the reader's, not that of who ends TLS.
    set req.http.X-Forwarded-For = regsub(req.http.X-Forwarded-For, ", (?:127\.0\.0\.1|::1)$", "");
    # While the portal is up, nobody is sent what is old.
    if (std.healthy(req.backend_hint) && req.restarts == 0) { set req.grace = 0s; } else { set req.grace = 10d; }

    # The monitor asks the portal itself.
    if (req.url ~ "^/metrics") { return (synth(404)); }

    set req.http.Host = regsub(std.tolower(req.http.Host), ":80$", "");
    if (req.method != "GET" && req.method != "HEAD") { return (pass); }
    # Editors' pages (ADMIN_PATH, where it is another), drafts, forms, and pictures that only editors may see yet.
    if (req.url ~ "^/(?:admin|preview|i18n|health)/" || req.url ~ "^/(?:\?|$)") { return (pass); }
    if (req.url ~ "^/media/" && req.http.Cookie) { return (pass); }
    # Everything else is the same for everyone. No cookie of a statistics script may make it anybody's own.
    unset req.http.Cookie;
    unset req.http.Authorization;
    # What only says where a reader comes from makes no other page.
    set req.url = regsuball(req.url, "(?<=[?&])(?:utm_[a-z_]+|fbclid|gclid|mc_[ce]id|igshid)=[^&]*&?", "");
    set req.url = regsub(req.url, "[?&]$", "");
    return (hash);
}

sub vcl_hash {
    hash_data(req.http.X-Forwarded-Proto);
}

sub vcl_backend_response {
    if (bereq.uncacheable) { return (deliver); }
    if (beresp.status >= 500) {
        # A stale page is better than this; without one, the next reader asks again.
        if (bereq.is_bgfetch) { return (abandon); }
        set beresp.ttl = 0s;
        return (deliver);
    }
    set beresp.grace = 10d;
    set beresp.http.xkey = beresp.http.Surrogate-Key;
}

# Pages that Varnish makes itself, of errors, have a policy as well.
sub vcl_synth { set resp.http.Content-Security-Policy = "default-src 'none'; frame-ancestors 'none'"; }
sub vcl_backend_error { set beresp.http.Content-Security-Policy = "default-src 'none'; frame-ancestors 'none'"; }

sub vcl_deliver {
    # Nothing better could be had just now: once more, and what is old will do.
    if (resp.status >= 500 && req.restarts == 0 && (req.method == "GET" || req.method == "HEAD")) {
        return (restart);
    }
    unset resp.http.xkey;
    unset resp.http.Surrogate-Key;
    unset resp.http.Via;
    unset resp.http.X-Varnish;
    if (obj.hits > 0) { set resp.http.X-Cache = "hit"; } else { set resp.http.X-Cache = "miss"; }
}
