"""`vamv worker`: mail and other jobs in a process of their own."""

import signal
import threading

import click

from vamv.cli.context import Portal, config_option
from vamv.jobs.worker import Worker


@click.command()
@config_option
def worker(portal: Portal) -> None:
    """Work off jobs until stopped. Any number of workers may run beside one another."""
    portal.log_as_configured()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    worker = Worker(portal.registry, stop)
    click.echo("Working off jobs until stopped.")
    worker.run()
