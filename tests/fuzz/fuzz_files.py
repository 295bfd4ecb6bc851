"""Coverage-guided fuzzing of every parser of outside files: `python tests/fuzz/fuzz_files.py -runs=20000`.

Each input goes to one parser; a refusal in our own words is what is wanted, anything else ends the run with the input.
An accepted sealed file must give back exactly what its seal proves.
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

with atheris.instrument_imports(include=["core.adapters.ptrade", "core.settings", "core.safety.stop"]):
    from core.adapters.ptrade.acks import ack_of
    from core.adapters.ptrade.orders_file import content_hash, decode
    from core.adapters.ptrade.reports import broker_figures_of, exec_report_of
    from core.adapters.ptrade.sealed import content_hash as lines_hash
    from core.adapters.ptrade.sealed import unseal
    from core.safety.stop import interpret
    from core.settings.plain_yaml import parse_mapping

from core.domain.errors import FixAndRestart
from core.domain.orders import Channel
from core.domain.trading_state import TradingState
from tests.fakes.hostile_files import SOUND
from tests.fakes.paper_market import DAY


def resealed(data: bytes) -> bytes:
    """The input under a right seal, so that the fuzzer sees what lies behind the checksum."""
    lines = data.decode("utf-8", errors="replace").replace("\r", "").rstrip("\n").split("\n")
    lines = [line for line in lines if not line.startswith("#sha256=")]
    return "".join(f"{line}\n" for line in [f"#sha256={lines_hash(lines)}", *lines]).encode()


def orders(data: bytes) -> None:
    """An orders file read is the orders file written."""
    batch = decode(data)
    assert content_hash(batch) == unseal(data, "fuzz").content_hash


def stop(data: bytes) -> None:
    """Only the whole word, or a whole table, is less than HALTED."""
    state = interpret(data, "fuzz")
    if getattr(state, "state", None) is TradingState.ACTIVE:
        assert data.split(b"\n", 1)[0].split() in ([b"ACTIVE"], [b"SCOPED"])


PARSERS: tuple[Callable[[bytes], object], ...] = (
    orders,
    lambda data: ack_of(unseal(data, "fuzz"), 1, ""),
    lambda data: exec_report_of(unseal(data, "fuzz"), DAY, Channel.PAPER, ""),
    lambda data: broker_figures_of(unseal(data, "fuzz"), DAY, Channel.PAPER, ""),
    lambda data: parse_mapping(data, "fuzz"),
    stop,
)


def one(data: bytes) -> None:
    """Give one input to the parser its first byte chooses, sealed where the second is even."""
    if len(data) < 3:
        return
    which, body = data[0] % len(PARSERS), data[2:]
    try:
        PARSERS[which](resealed(body) if which < 4 and data[1] % 2 == 0 else body)
    except FixAndRestart:
        return


def main() -> None:
    """Fuzz from the sound files on."""
    with tempfile.TemporaryDirectory() as corpus:
        for number, make in enumerate((SOUND["orders"], SOUND["ack"], SOUND["exec_report"], SOUND["real_positions"])):
            (Path(corpus) / str(number)).write_bytes(bytes([number, 0]) + make())
        atheris.Setup([*sys.argv, corpus], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
