"""How the portal is served; gunicorn reads this file by itself when started in this directory.

In production nginx stands in front, always: sync workers must not face slow clients.
"""

import gc
import os
import signal
import socket

from gunicorn.systemd import sd_notify

from portal.watching import counts_folder

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "portal.page_cache.worker.PageWorker"  # sync, and quicker for pages that are kept
# A sync worker that needs longer is ended and replaced: no page may hold one for good.
timeout = 10
graceful_timeout = 10
max_requests = 10_000
max_requests_jitter = 1_000
# A worker touches its file twice a request, to show that it lives: memory is cheaper than a disk.
MEMORY = "/dev/shm"  # noqa: S108 -- gunicorn makes its file there as safely as in /tmp
worker_tmp_dir = MEMORY if os.path.isdir(MEMORY) else None
# Where they count for /metrics.
counts_folder.open_folder(worker_tmp_dir)

# The program is read once, by the master: workers share its memory, and a new one answers at once. Workers
# that begin anew (HUP) go on with the old one; USR2 brings a master that reads the new (see when_ready).
preload_app = True
# While it is read, nearly everything stays.
gc.disable()

# gunicorn 27 would otherwise open a control socket in $HOME, which a service account may not have.
control_socket_disable = True
# The scheme comes from SITE_URL. Gunicorn believes X-Forwarded-Proto of local clients otherwise.
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "")

# PostgreSQL gives up before the worker is ended: a hung query becomes a 503 page (portal/errors.py).
# libpq reads PGOPTIONS; only serving processes get it, since migrations may take longer.
os.environ.setdefault(
    "PGOPTIONS",
    "-c statement_timeout=3000 -c lock_timeout=1000 -c idle_in_transaction_session_timeout=10000",
)
# One that doesn't even do that is given up half a second later, by all workers (portal/patience):
# the settings have DATABASE_PATIENCE for those who serve, and for nobody else.
os.environ["SERVES_PAGES"] = "true"

# The most it takes; the portal's own page answers what is too long for an address.
limit_request_line = 8190

accesslog = os.environ.get("ACCESS_LOG")
errorlog = "-"
loglevel = "warning"


def when_ready(server):
    """Before workers fork: what the garbage collector has looked at is no longer shared."""
    gc.freeze()
    gc.enable()
    _prepare_sockets(server)
    if server.master_pid:
        _take_over(server)


def _take_over(server):
    """After USR2 two masters share the sockets. This one has read the new program: systemd is told that it is
    the service now, and the old one goes once it has answered what it had begun. A program that can't be
    read never comes here.
    """
    sd_notify(f"MAINPID={server.pid}", server.log)
    os.kill(server.master_pid, signal.SIGTERM)


def _prepare_sockets(server):
    """What only Linux can do for a connection.

    It hands one to a worker only once something has been sent: browsers open spare connections in advance and
    leave them silent; two of them freeze two sync workers until the timeout. And it sends headers, body and
    end in one packet instead of three, where they fit into one.
    """
    if not hasattr(socket, "TCP_DEFER_ACCEPT"):
        return
    for listener in server.LISTENERS:
        if listener.sock.family in (socket.AF_INET, socket.AF_INET6):
            listener.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, timeout)
            listener.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_CORK, 1)


def child_exit(server, worker):
    try:
        counts_folder.add_up_ended(worker.pid)
    except Exception:  # Whatever it left behind, the master goes on.
        server.log.exception("What a worker counted is lost.")


def on_exit(server):
    counts_folder.close_folder()


def post_worker_init(worker):
    """Let Python's garbage collector pass over what stays for good: the code, the settings, the models.

    A search makes enough objects that Python looks through everything every few dozen pages. That took 80
    milliseconds, in the middle of somebody's page; without what was there before the first request, 40. And
    what is new it looks at twice a page, instead of forty times.
    """
    # After HUP the master has read this file again, and nobody has switched it on since.
    gc.enable()
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000)
