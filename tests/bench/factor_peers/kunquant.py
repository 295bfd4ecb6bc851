"""KunQuant 0.1.12, which turns factors into C++ and has a compiler on the machine make a library of it.

Batch mode runs in doubles with `no_fast_stat`, the one configuration that is right on a market with suspensions: with
fast statistics one missing day leaves 25 factors missing for good, and in floats BETA, RSQR and RESI are wrong. Stream
mode takes one day at a time in floats, as its authors recommend. Laying the input out for it is not counted.
"""

import importlib.util
import os
import shutil
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from tests.bench.factor_peers.timing import Timing, quickest, timed

NAME = "KunQuant 0.1.12"
FIELDS = ("open", "high", "low", "close", "vwap", "volume")
LANES = 8
COMPILERS = {"win32": "cl", "darwin": "clang++"}

Values = npt.NDArray[Any]


def absent() -> str | None:
    """Why it cannot be measured here and what to do about it; None where it can."""
    if importlib.util.find_spec("KunQuant") is None:
        return "not installed: pip install 'daybreak[bench]'"
    compiler = COMPILERS.get(sys.platform, "g++")
    if shutil.which(compiler) is None:
        return f"no C++ compiler: {compiler} is not on PATH"
    return None


def batch(folder: Path, symbols: int, threads: tuple[int, ...], keep: tuple[int, int]) -> dict[str, Any]:
    """All of Alpha158 over the first `symbols` names, warm, into one buffer.

    Returns the compile's Timing, one by number of threads, and factor → days × names of `keep` (last days, first
    names).
    """
    from KunQuant.runner import KunRunner

    modules: list[Any] = []
    before = os.times()
    compiled = timed(lambda: modules.append(_module("double", "STs", {"no_fast_stat": True}, LANES)))
    after = os.times()
    compilers = after.children_user + after.children_system - before.children_user - before.children_system
    module = modules[0]
    inputs = {name: _blocked(_field(folder, name, symbols).astype(np.float64)) for name in FIELDS}
    days = len(_field(folder, "close", 1))
    names = module.getOutputNames()
    buffer = np.zeros((len(names), symbols // LANES, days, LANES))
    outputs = dict(zip(names, buffer, strict=True))

    def run(executor: Any) -> None:
        KunRunner.runGraph(executor, module, inputs, 0, days, outputs)

    run(KunRunner.createMultiThreadExecutor(max(threads)))
    spent = {count: timed(partial(run, _executor(count)), 2) for count in threads}
    kept = {name: _flat(values[: keep[1] // LANES, -keep[0] :]) for name, values in outputs.items()}
    return {"compile": compiled + Timing(0.0, compilers), "spent": spent, "values": kept}


def stream(folder: Path, symbols: int, days: int, threads: tuple[int, ...], repeats: int = 5) -> dict[int, Timing]:
    """One day more for the first `symbols` names after `days` days were fed in, by number of threads."""
    from KunQuant.runner import KunRunner

    module = _module("float", "STREAM", {}, LANES)
    history = {name: np.ascontiguousarray(_field(folder, name, symbols)[-days:]) for name in FIELDS}
    spent = {}
    for count in threads:
        context = KunRunner.StreamContext(_executor(count), module, symbols)
        push = _pusher(context, module.getOutputNames(), history)
        for day in range(days - repeats):
            push(day)
        spent[count] = quickest(partial(push, day) for day in range(days - repeats, days))
    return spent


def _executor(threads: int) -> Any:
    from KunQuant.runner import KunRunner

    return KunRunner.createMultiThreadExecutor(threads) if threads > 1 else KunRunner.createSingleThreadExecutor()


def _pusher(context: Any, outputs: list[str], history: dict[str, Values]) -> Callable[[int], None]:
    handles = {name: context.queryBufferHandle(name) for name in history}
    results = [context.queryBufferHandle(name) for name in outputs]

    def push(day: int) -> None:
        for name, handle in handles.items():
            context.pushData(handle, history[name][day])
        context.run()
        for handle in results:
            context.getCurrentBuffer(handle)

    return push


def _module(dtype: str, layout: str, options: dict[str, bool], lanes: int) -> Any:
    from KunQuant.Driver import KunCompilerConfig
    from KunQuant.jit import cfake
    from KunQuant.Op import Builder, Input, Output
    from KunQuant.predefined.Alpha158 import AllData
    from KunQuant.Stage import Function

    with (builder := Builder()):
        inputs = {name: Input(name) for name in FIELDS}
        data = AllData(**{name: each for name, each in inputs.items() if name != "vwap"}, vwap=inputs["vwap"])
        data.vwap = inputs["vwap"]
        prices = [(name.upper(), inputs[name]) for name in ("open", "high", "low", "vwap")]
        expressions, names = data.build({"kbar": {}, "price": {"windows": [0], "feature": prices}, "rolling": {}})
        for name, expression in zip(names, expressions, strict=True):
            Output(expression, name)
    config = KunCompilerConfig(
        dtype=dtype, input_layout=layout, output_layout=layout, blocking_len=lanes, options=options
    )
    library = cfake.compileit([("alpha158", Function(builder.ops), config)], "alpha158", cfake.CppCompilerConfig())
    return library.getModule("alpha158")


def _field(folder: Path, name: str, symbols: int) -> Values:
    values: Values = np.load(folder / f"{name}.npy", mmap_mode="r")[:, :symbols]
    return values


def _blocked(values: Values) -> Values:
    """T×N as (N / lanes)×T×lanes."""
    days, symbols = values.shape
    return np.ascontiguousarray(values.reshape(days, symbols // LANES, LANES).transpose(1, 0, 2))


def _flat(blocks: Values) -> Values:
    count, days, lanes = blocks.shape
    return blocks.transpose(1, 0, 2).reshape(days, count * lanes).copy()
