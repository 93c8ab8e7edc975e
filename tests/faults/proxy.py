"""A line to the database that can be cut, slowed down or made silent while it is used."""

import asyncio
import threading
from contextlib import contextmanager

from tests.serving import free_port

BYTES = 65536


class Proxy:
    """Listens on a port of this machine for the Unix socket ``target``.

    ``mode``: "pass", "delay" (two seconds for whatever the database says), "hang" (connections are accepted,
    and nothing moves) or "drop" (connections end).
    """

    def __init__(self, target: str):
        self.port, self.mode = free_port(), "pass"
        self._target, self._loop = target, asyncio.new_event_loop()
        self._open = set()

    def set(self, mode: str) -> None:
        self.mode = mode
        if mode == "drop":
            self._loop.call_soon_threadsafe(self._drop)

    def run(self):
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(asyncio.start_server(self._accept, "127.0.0.1", self.port))
        self._loop.run_forever()

    def end(self):
        self._loop.call_soon_threadsafe(self._loop.stop)

    def _drop(self):
        for writer in self._open:
            writer.transport.abort()

    async def _accept(self, reader, writer):
        self._open.add(writer)
        try:
            await self._moves()
            its_reader, its_writer = await asyncio.open_unix_connection(self._target)
            there = asyncio.create_task(self._move(reader, its_writer))
            await self._move(its_reader, writer, seconds=2)
            there.cancel()
            its_writer.close()
        except OSError:
            pass
        finally:
            self._open.discard(writer)
            writer.close()

    async def _move(self, reader, writer, seconds=0):
        try:
            while part := await reader.read(BYTES):
                await self._moves()
                if self.mode == "delay":
                    await asyncio.sleep(seconds)
                writer.write(part)
                await writer.drain()
        except OSError:
            pass
        writer.close()

    async def _moves(self):
        while self.mode == "hang":
            await asyncio.sleep(0.02)
        if self.mode == "drop":
            raise ConnectionError


@contextmanager
def line_to(target):
    proxy = Proxy(target)
    thread = threading.Thread(target=proxy.run, daemon=True)
    thread.start()
    try:
        yield proxy
    finally:
        proxy.end()
        thread.join()
