"""Runs one person's Python function for Carelay: frames in on stdin, frames out on stdout.

A frame is a 4-byte big-endian length and that many bytes of UTF-8 JSON. Whatever the function
prints goes to stderr, which the runtime collects as the log of the call.
Needs Python 3.9 and nothing but its standard library.
"""
import json
import os
import sys

FILE = "function.py"
_INFINITY = float("inf")


class BadResult(Exception):
    """The result can not be written as JSON. `path` says where, as a JSON pointer."""

    def __init__(self, path, message):
        super().__init__(message)
        self.path = path


class _Careful(Exception):
    """The fast writer met something that it would not write faithfully."""


# --- JSON in: numbers stay natural, and exact ------------------------------------------------

def _number(text):
    # Up to 15 significant digits a float gives back what was written; beyond, only sometimes.
    value = float(text)
    if len(text) <= 16 and -_INFINITY < value < _INFINITY:
        return value
    from decimal import Decimal
    exact = Decimal(text)
    return value if -_INFINITY < value < _INFINITY and Decimal(repr(value)) == exact else exact


_decode = json.JSONDecoder(parse_float=_number).decode


# --- JSON out: fast where all is plain, careful and with a path where it is not ---------------

def _not_plain(value):
    raise _Careful


_fast = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_not_plain).encode


def _to_json(value):
    try:
        return _fast(value).encode("utf-8")
    except (_Careful, TypeError, ValueError, RecursionError):
        parts = []
        _write(value, "", parts.append, set())
        return "".join(parts).encode("utf-8")


def _write(value, path, put, above):
    if value is None or value is True or value is False:
        put("null" if value is None else "true" if value else "false")
    elif isinstance(value, str):
        put(_text(value, path))
    elif isinstance(value, int):
        put(int.__repr__(value))
    elif isinstance(value, float):
        if value != value or value in (_INFINITY, -_INFINITY):
            raise BadResult(path, "%r is not a number that JSON has; return None for a missing value" % float(value))
        put(float.__repr__(value))
    elif isinstance(value, (dict, list, tuple)):
        if id(value) in above:
            raise BadResult(path, "it contains itself")
        if len(above) >= 200:
            raise BadResult(path[:200], "it is nested more than 200 levels deep")
        above.add(id(value))
        (_write_object if isinstance(value, dict) else _write_array)(value, path, put, above)
        above.discard(id(value))
    else:
        _write_other(value, path, put, above)


def _write_object(value, path, put, above):
    put("{")
    comma = ""
    for key, item in value.items():
        if key is None or isinstance(key, (bool, int, float)):
            key = json.dumps(key)
        elif not isinstance(key, str):
            raise BadResult(path, "a key is of type %s; keys must be text" % type(key).__name__)
        put(comma + _text(key, path) + ":")
        _write(item, path + "/" + key.replace("~", "~0").replace("/", "~1"), put, above)
        comma = ","
    put("}")


def _write_array(value, path, put, above):
    put("[")
    for index, item in enumerate(value):
        if index:
            put(",")
        _write(item, "%s/%d" % (path, index), put, above)
    put("]")


def _text(value, path):
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise BadResult(path, "the text holds half a character (a lone surrogate)") from None
    return json.dumps(value, ensure_ascii=False)


def _write_other(value, path, put, above):
    kind = type(value)
    name = kind.__name__
    if name == "Decimal":
        if not value.is_finite():
            raise BadResult(path, "%s is not a number that JSON has" % value)
        put(str(value))
    elif name == "NaTType":
        raise BadResult(path, "NaT (a missing time) is not JSON; return None for a missing value")
    elif hasattr(value, "isoformat"):
        put(_text(value.isoformat(), path))
    elif name in ("UUID", "PosixPath", "WindowsPath"):
        put(_text(str(value), path))
    elif kind.__module__.partition(".")[0] in ("numpy", "pandas") and hasattr(value, "tolist"):
        _write(value.tolist(), path, put, above)
    else:
        raise BadResult(path, _advice(name))


def _advice(name):
    if name in ("set", "frozenset"):
        return "a set is not JSON; return sorted(...) or list(...)"
    if name in ("bytes", "bytearray", "memoryview"):
        return "bytes are not JSON; return text (.decode()) or base64"
    if name == "DataFrame":
        return "a DataFrame is not JSON; return frame.to_dict('records')"
    if name == "NAType":
        return "NA (a missing value) is not JSON; return None for a missing value"
    if name == "coroutine":
        return "it is a coroutine; put await before the call"
    return "a value of type %s is not JSON; return dict, list, str, int, float, bool or None" % name


# --- The person's code ------------------------------------------------------------------------

class _Source:
    """Lets a traceback that the function prints show its lines."""

    def __init__(self, code):
        self._code = code

    def get_source(self, name):
        return self._code


def _load(request):
    for folder in reversed(request.get("packages", ())):
        sys.path.insert(0, folder)
    module = type(sys)("function")
    module.__file__ = FILE
    module.__loader__ = _Source(request["code"])
    sys.modules["function"] = module
    exec(compile(request["code"], FILE, "exec", dont_inherit=True), module.__dict__)
    handle = getattr(module, "handle", None)
    if not callable(handle):
        raise NameError("there is no function named handle; write: def handle(event): ...")
    code = getattr(handle, "__code__", None)
    takes_context = code is not None and (code.co_argcount >= 2 or code.co_flags & 0x04)
    return handle if takes_context else lambda event, context: handle(event)


def _call(handle, request):
    result = handle(request["event"], request["context"])
    if type(result).__name__ == "coroutine":
        import asyncio
        result = asyncio.run(result)
    return _to_json(result)


def _check(request):
    import ast
    tree = ast.parse(request["code"], FILE)
    compile(tree, FILE, "exec", dont_inherit=True)
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        elif isinstance(node, ast.alias):
            names.add(node.asname or node.name)
    if "handle" not in names and "*" not in names:
        raise NameError("there is no function named handle; write: def handle(event): ...")
    return b"null"


def _line(error):
    """The last line of the person's own code that the error passed through."""
    line = None
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == FILE:
            line = trace.tb_lineno
        trace = trace.tb_next
    if line is None and isinstance(error, SyntaxError) and error.filename == FILE:
        line = error.lineno
    return line


def _describe(error):
    if isinstance(error, BadResult):
        return {"kind": "bad_result", "path": error.path, "message": str(error)}
    if isinstance(error, MemoryError):
        return {"kind": "out_of_memory", "message": "MemoryError", "line": _line(error)}
    try:
        message = error.msg if isinstance(error, SyntaxError) else str(error)
    except BaseException:
        message = "(its message can not be shown)"
    told = {"kind": "user_error", "type": type(error).__name__, "message": str(message)[:4000], "line": _line(error)}
    if isinstance(error, SyntaxError) and error.filename == FILE:
        told["column"] = error.offset
    return told


# --- The loop ---------------------------------------------------------------------------------

def _read_exactly(source, have, wanted):
    parts = [have]
    missing = wanted - len(have)
    while missing > 0:
        part = os.read(source, min(missing, 1 << 20))
        if not part:
            os._exit(0)
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)


def _read_frame(source):
    start = os.read(source, 65536)
    if not start:
        os._exit(0)
    if len(start) < 4:
        start = _read_exactly(source, start, 4)
    length = int.from_bytes(start[:4], "big")
    return _read_exactly(source, start, length + 4)[4:].decode("utf-8")


def _write_frame(target, payload):
    data = len(payload).to_bytes(4, "big") + payload
    written = os.write(target, data)
    while written < len(data):
        written += os.write(target, memoryview(data)[written:])


def _answer(request, work, limit):
    head = b'{"id":%d,' % request["id"]
    try:
        result = work(request)
        if len(result) > limit:
            raise BadResult("", "it is %d bytes of JSON; at most %d are taken" % (len(result), limit))
        return head + b'"ok":' + result + _left() + b"}"
    except BaseException as error:
        told = _describe(error)
        # The traceback holds the call's data: nothing of it may live on into the next call.
        error.__traceback__ = None
    return head + b'"err":' + json.dumps(told).encode() + _left() + b"}"


def _left():
    return b',"left":"threads"' if _thread_count() > 0 else b""


def _main():
    # The frames move to descriptors of their own; 0 reads nothing, 1 and 2 are the log.
    source, target = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
    os.dup2(2, 1)
    streams = (sys.stdout, sys.stderr)
    for stream in streams:
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=True)
    request = _decode(_read_frame(source))
    limit = request["limit"]
    if request["op"] == "check":
        while True:
            _write_frame(target, _answer(request, _check, limit))
            request = _decode(_read_frame(source))
    loaded = []
    _write_frame(target, _answer(request, lambda asked: loaded.append(_load(asked)) or b"null", limit))
    handle = loaded[0] if loaded else None
    while True:
        request = _decode(_read_frame(source))
        reply = _answer(request, lambda asked: _call(handle, asked), limit)
        request = None
        for stream in streams:
            if not stream.closed:
                stream.flush()
        _write_frame(target, reply)


if __name__ == "__main__":
    import signal
    from _thread import _count as _thread_count
    # Ctrl-C in the terminal that runs the server is the server's to handle.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _main()
