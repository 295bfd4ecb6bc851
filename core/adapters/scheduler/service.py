"""What systemd is told, over the datagram socket it names."""

import os
import socket
from collections.abc import Mapping

_USEC = 1e-6


class ServiceManager:
    """The service manager that started this process; silence where none did."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        name = environ.get("NOTIFY_SOCKET", "")
        self._address = f"\0{name[1:]}" if name.startswith("@") else name
        mine = environ.get("WATCHDOG_PID", str(os.getpid())) == str(os.getpid())
        usec = environ.get("WATCHDOG_USEC", "0")
        self.interval_s = int(usec) * _USEC / 3 if mine and usec.isdigit() else 0.0
        """How often to say WATCHDOG=1, 0.0 for never."""

    def tell(self, message: str) -> None:
        """Send a line such as READY=1; a manager that does not listen is its own trouble."""
        if not self._address or not hasattr(socket, "AF_UNIX"):
            return
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
                line.sendto(message.encode(), self._address)
        except OSError:
            return
