"""Start and stop SPARQL servers no one here wrote: `oxigraph` from PyPI, Virtuoso from Debian.

A server that is not installed fails the test with a clear message: a skipped engine would hide a
missing answer.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

import psutil  # type: ignore[import-untyped]

PATIENCE = 300.0
Started = TypeVar("Started")
VIRTUOSO_INI = """[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
ErrorLogLevel = 3
FileExtend = 200
MaxCheckpointRemap = 2000
Striping = 0
TempStorage = TempDatabase

[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
MaxCheckpointRemap = 2000
Striping = 0

[Parameters]
ServerPort = 127.0.0.1:{sql_port}
DirsAllowed = {folder}
NumberOfBuffers = 40000
MaxDirtyBuffers = 30000
ServerThreads = 40
CheckpointInterval = 0
StopCompilerWhenXOverRunTime = 1
MaxMemPoolSize = 400000000
MaxOptimizeLayouts = 20

[HTTPServer]
ServerPort = 127.0.0.1:{http_port}
ServerRoot = {folder}
ServerThreads = 8

[SPARQL]
ResultSetMaxRows = 1000000
MaxQueryCostEstimationTime = 100000
MaxQueryExecutionTime = 300
"""


def free_port() -> int:
    """Return a port of the loopback interface nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class PortTaken(RuntimeError):
    """Another program listens on the port a server was to have."""


def _owns(process: subprocess.Popen[bytes], port: int) -> bool:
    """Tell whether it is this very process that listens on a port."""
    with suppress(psutil.NoSuchProcess):
        held = psutil.Process(process.pid).net_connections("tcp")
        return any(connection.status == psutil.CONN_LISTEN and connection.laddr.port == port for connection in held)
    return False


def _wait(port: int, process: subprocess.Popen[bytes], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"{what} stopped at once with code {process.returncode}")
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            if _owns(process, port):
                return
            raise PortTaken(f"somebody else answers on port {port}, wanted for {what}")
        time.sleep(0.2)
    raise RuntimeError(f"{what} did not listen on port {port} within {PATIENCE} s")


def _listening(command: list[str], folder: Path, what: str, *ports: int) -> subprocess.Popen[bytes]:
    """Start a server and return it once it listens on every port; stop it where it does not."""
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for port in ports:
            _wait(port, process, what)
    except BaseException:
        _stop(process)
        raise
    return process


def _twice(start: Callable[[], Started]) -> Started:
    """Start a server, and once more where it fails: somebody may take a port between finding and using it."""
    try:
        return start()
    except RuntimeError:
        return start()


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _program(name: str, package: str) -> str:
    beside = Path(sys.executable).parent / name
    found = str(beside) if beside.exists() else shutil.which(name)
    if not found:
        raise RuntimeError(f"{name} is not installed ({package}); `make test` installs it")
    return found


@contextmanager
def oxigraph_server(source: Path, folder: Path, *, union: bool = True) -> Iterator[str]:
    """Yield the query address of an oxigraph server holding a dataset; without `union` its default graph is empty.

    `source` is a file of quads, which is loaded, or a store of the same release, which is copied.
    """
    program = _program("oxigraph", "PyPI package oxigraph")
    if source.is_dir():
        shutil.copytree(source, folder, dirs_exist_ok=True)
    else:
        load = [program, "load", "--location", str(folder), "--file", str(source)]
        subprocess.run(load, check=True, capture_output=True)

    def start() -> tuple[subprocess.Popen[bytes], int]:
        port = free_port()
        serve = [program, "serve-read-only", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
        serve += ["--union-default-graph"] if union else []
        return _listening(serve, folder, "oxigraph", port), port

    process, port = _twice(start)
    try:
        yield f"http://127.0.0.1:{port}/query"
    finally:
        _stop(process)


@contextmanager
def virtuoso_server(nquads: Path, folder: Path) -> Iterator[str]:
    """Yield the query address of a Virtuoso server holding a dataset; its default graph is the union of all."""
    program = _program("virtuoso-t", "Debian package virtuoso-opensource")
    ini = folder / "virtuoso.ini"
    shutil.copyfile(nquads, folder / "dataset.nq")
    command = [program, "+foreground", "+wait", "+configfile", str(ini)]

    def start() -> tuple[subprocess.Popen[bytes], int, int]:
        sql_port, http_port = free_port(), free_port()
        ini.write_text(VIRTUOSO_INI.format(folder=folder, sql_port=sql_port, http_port=http_port), encoding="utf-8")
        (folder / "virtuoso.lck").unlink(missing_ok=True)  # left behind by a first try
        return _listening(command, folder, "virtuoso", sql_port, http_port), sql_port, http_port

    process, sql_port, http_port = _twice(start)
    try:
        load = f"DB.DBA.TTLP_MT(file_to_string_output('{folder}/dataset.nq'), '', 'urn:tsunagu', 512); checkpoint;"
        _isql(sql_port, load)
        yield f"http://127.0.0.1:{http_port}/sparql"
    finally:
        _stop(process)


def _isql(port: int, statements: str) -> str:
    program = _program("isql-vt", "Debian package virtuoso-opensource")
    command = [program, f"127.0.0.1:{port}", "dba", "dba", "ERRORS=STDOUT", f"EXEC={statements}"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode or "*** Error" in done.stdout:
        raise RuntimeError(f"isql: {done.stdout} {done.stderr}")
    return done.stdout
