"""`tsunagu serve`: the explorer in a browser, from this machine."""

from __future__ import annotations

from pathlib import Path

import click

from tsunagu.cli.common import home_option
from tsunagu.cli.opening import open_workspace
from tsunagu.cli.wording import Wording
from tsunagu.web import DEFAULT_PORT


def command(wording: Wording) -> click.Command:
    """`tsunagu serve`: opens the explorer and serves it until Ctrl-C."""

    def run(port: int, *, browser: bool, allow_remote: bool, endpoint: str, home: Path | None) -> None:
        from tsunagu.web.server import Opening, serve  # noqa: PLC0415 - takes long to import

        workspace = open_workspace(home, wording)
        if allow_remote:
            click.echo(wording("serve-remote"), err=True)
        serve(workspace.home.folder, Opening(port, allow_remote, browser, endpoint),
              lambda address: click.echo(wording("serve-opened", address=address)))  # fmt: skip

    return click.Command("serve", callback=run, help=wording.help("serve"), params=[
        click.Option(["--port"], type=click.IntRange(0, 65535), default=DEFAULT_PORT, show_default=True,
                     help=wording("serve-port-help")),
        click.Option(["--browser/--no-browser"], default=True, help=wording("serve-browser-help")),
        click.Option(["--allow-remote"], is_flag=True, help=wording("serve-remote-help")),
        click.Option(["--endpoint"], metavar="URL", default="", help=wording("serve-endpoint-help")),
        home_option(wording),
    ])  # fmt: skip
