#!/bin/sh
# Runs nginx.conf, beside this, in the container of compose.yaml: readers come from outside, over HTTPS, to the host of
# SITE_URL.
set -eu
host=${SITE_URL#https://}
host=${host%%[:/]*}
admin=${ADMIN_PATH:-admin}
admin=${admin%/}
certificate='ssl_certificate /run/secrets/certificate; ssl_certificate_key /run/secrets/key;'
to_https="server { listen 8080; return 301 https://$host\$request_uri; }"
sed -e 's/listen 127\.0\.0\.1:8080/listen 8443 ssl http2/' \
    -e "s/server_name localhost 127\.0\.0\.1;/server_name $host;/" \
    -e "s#\^/admin/#^/${admin}/#; s#(?:admin|#(?:${admin}|#" \
    -e "s|^http {|http { $certificate $to_https|" \
    "${0%/*}/nginx.conf" > "${TMPDIR:-/tmp}/nginx.conf"
exec nginx -g 'daemon off; pid /tmp/nginx.pid;' -c "${TMPDIR:-/tmp}/nginx.conf"
