# -*- coding: utf-8 -*-
"""Daybreak executor for PTrade: upload this one file as a strategy and start it as a trade.

It reads orders_<date>_<n>.csv and STOP from the research folder and writes ack_<date>_<n>.csv,
exec_report_<date>.csv, real_positions_<date>.csv, journal_<date>.csv and batches.csv into it.
Python 3.5-safe. The journal is the only memory: an INTENT without SENT is looked up, never sent again.
"""
import csv
import datetime
import time

# ---- what a person edits in the terminal ----
ACCOUNT_TAIL = "0000"  # last digits of the account, the same as in every orders file
ACCEPT_CHANNEL = "PAPER"  # write LIVE here by hand to let real orders through
STRATEGY_ID = ""  # the desk's data_source.strategy_id; empty: a STOP of any strategy stops this one
SIMULATED_ACCOUNT = ""  # the whole number of a simulation account: files that are not LIVE trade nowhere else
MAX_ORDER_YUAN = 500000.0
MAX_DAY_YUAN = 20000000.0
MAX_ORDERS_A_DAY = 200
MAX_REJECTS_IN_A_ROW = 5
ORDERS_PER_SECOND = 4
SENDS_PER_POLL = 15
# ---------------------------------------------
EXECUTOR = ""  # checksum of the package this file came from; `daybreak executor package` writes it, nobody edits it

POLL_SECONDS = 5
SEND_WINDOWS = (("09:15:00", "09:24:30"), ("09:30:00", "11:30:00"), ("13:00:00", "14:55:00"))
WITHDRAW_FROM = "14:55:00"
CANCEL_WINDOWS = (("09:15:00", "09:20:00"), ("09:25:00", "11:30:00"), ("13:00:00", "14:56:55"))
CANCEL_AGAIN_SECONDS = 20
# The account is refreshed about every six seconds; until then what we sent is not in its figures.
RESERVE_SECONDS = 15
FEE_SHARE, FEE_YUAN = 0.001, 5.0
# How far above the last price a buy, and below it a sale, may be limited: beyond every price cage, a slip of the file.
MAX_FROM_LAST = 0.11
MARKETS = {"SS": "SS", "XSHG": "SS", "SH": "SS", "SZ": "SZ", "XSHE": "SZ", "NEEQ": "NEEQ", "BJ": "NEEQ", "XBSE": "NEEQ"}
TERMINAL = ("5", "6", "8", "9")
STOP_STATES = ("ACTIVE", "REDUCING", "HALTED")
HALT_ALL = ("HALTED", (("HALTED", "cancel", "all", ""),), ())
HEADER = ("format", "channel", "account_tail", "trade_date", "batch_id", "sequence", "prev_hash", "valid_until",
          "rows", "notional_fen", "sha256")
COLUMNS = ["client_order_id", "symbol", "side", "shares", "limit_price", "reason"]
LAST_SEQUENCE = 9
# What a terminal trades; files of any other channel are answered by the paper twin, whose account no broker has.
OF_TERMINALS = ("PAPER", "LIVE")
TWIN = "TWIN"
WORD = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-"
FORMULA_STARTS = "=+-@\uff1d\uff0b\uff0d\uff20"


class Refusal(Exception):
    """Why an orders file is not accepted: a code for machines, a reason for people."""

    def __init__(self, code, reason):
        Exception.__init__(self, reason)
        self.code = code
        self.reason = reason


class Day(object):
    """All that is known of one trade date; rebuilt from the journal after a restart."""

    def __init__(self, date):
        self.date = date
        self.items = []
        self.batches = {}
        self.seen = {}
        self.hashes = {}
        self.answered = set()
        self.chained = set()
        self.loose = []
        self.others = []
        self.alarms = []
        self.rows_by_entrust = {}
        self.withdrawals = set()


class Desk(object):
    """The running strategy; kept out of g because PTrade restores an old g after a restart."""

    def __init__(self):
        self.folder = ""
        self.account = None
        self.busy = False
        self.day = None
        self.pushes = []


DESK = Desk()


# ---- hooks of PTrade ----
def initialize(context):
    """Once at start and again after a restart: no orders, no quotes, only timers and the journal."""
    try:
        set_parameters(holiday_not_do_before="1", not_restart_trade="0", server_restart_not_do_before="1")
    except Exception as error:
        log.info("set_parameters: {0!r}".format(error))
    DESK.folder = get_research_path()
    DESK.account = account_name()
    today()
    run_interval(context, poll, POLL_SECONDS)
    run_daily(context, report_again, "15:35")


def before_trading_start(context, data):
    """Nothing: it also runs in the middle of a day after a restart."""


def handle_data(context, data):
    """Nothing: PTrade demands the hook, all sending is in poll."""


def on_order_response(context, order_list):
    """Queue order pushes; poll reads them, because pushes come on a thread of their own."""
    DESK.pushes.extend(("order", dict(row)) for row in order_list)


def on_trade_response(context, trade_list):
    """Queue trade pushes."""
    DESK.pushes.extend(("trade", dict(row)) for row in trade_list)


def poll(context):
    """The one callback that sends and cancels; the clock decides what it does."""
    guarded(step, context)


def after_trading_end(context, data):
    """Write the day's reports."""
    guarded(write_reports, context)


def report_again(context):
    """Second try at the reports; the same state gives the same bytes."""
    guarded(write_reports, context)


def guarded(action, context):
    """Run one action at a time and let no error out, since some brokers end the strategy on one."""
    if DESK.busy:
        return
    DESK.busy = True
    try:
        if is_trade():
            action(context)
    except Exception as error:
        log.error("{0}: {1!r}".format(action.__name__, error))
        try:
            if DESK.day is not None:
                alarm(DESK.day, "{0}: {1!r}".format(action.__name__, error))
        except Exception as second:
            log.error("alarm: {0!r}".format(second))
    finally:
        DESK.busy = False


def step(context):
    """Status first, then new files, withdrawals, and last of all new orders; nothing keeps STOP from withdrawing."""
    day = today()
    if not "09:10:00" <= clock() < "15:05:00":
        return
    try:
        merge(day)
        look_for_batches(day, read_stop())
    finally:
        withdraw(day, read_stop())
    send_pending(context, day)


# ---- clock, account, STOP ----
def clock():
    """Beijing time as HH:MM:SS."""
    return datetime.datetime.now().strftime("%H:%M:%S")


def within(windows):
    """Whether the clock stands in one of the windows."""
    return any(first <= clock() < last for first, last in windows)


def seconds_since(moment):
    """Seconds since HH:MM:SS of today."""
    now, then = clock(), moment
    return sum((int(now[i:i + 2]) - int(then[i:i + 2])) * unit for i, unit in ((0, 3600), (3, 60), (6, 1)))


def today():
    """The day's state, loaded from its journal when the date has changed or memory was lost."""
    date = datetime.datetime.now().strftime("%Y%m%d")
    if DESK.day is None or DESK.day.date != date:
        DESK.day = load_day(date)
    return DESK.day


def account_name():
    """The account this trade is bound to; None where PTrade does not say, and then every file is refused."""
    try:
        return str(get_user_name(False))
    except TypeError:
        return str(get_user_name())
    except Exception as error:
        log.error("get_user_name: {0!r}".format(error))
        return None


def read_stop():
    """(state over all, holds, cancels): nothing held without a STOP file, all HALTED for anything unreadable."""
    try:
        with open(DESK.folder + "STOP", "r", encoding="utf-8", newline="") as file:
            lines = file.read(65536).replace("\r\n", "\n").split("\n")
        words = lines[0].split()
        if words == ["SCOPED"]:
            return stop_table(lines[1:])
    except FileNotFoundError:
        return "ACTIVE", (), ()
    except Exception:
        return HALT_ALL
    state = words[0] if len(words) == 1 and words[0] in STOP_STATES else "HALTED"
    return state, () if state == "ACTIVE" else ((state, "cancel", "all", ""),), ()


def stop_table(lines):
    """STOP's holds as (state, working, kind, name) and cancels as (id, kind, name); what is not understood raises."""
    rows = [row for row in csv.reader(lines, strict=True) if row]
    if len(rows) < 2 or rows[-1] != ["END", str(len(rows) - 1)]:
        raise ValueError("the table is not whole")
    holds, cancels = [], []
    for row in rows[:-1]:
        if row[0] == "hold" and len(row) == 9 and row[1] in ("REDUCING", "HALTED") and row[2] in ("keep", "cancel"):
            holds.append(tuple(row[1:3]) + stop_scope(*row[3:5]))
        elif row[0] == "cancel" and len(row) == 8:
            cancels.append((row[1],) + stop_scope(*row[2:4]))
        else:
            raise ValueError("{0!r} is neither hold nor cancel".format(row))
    wide = [hold[0] for hold in holds if hold[2] == "all"]
    return max(wide, key=STOP_STATES.index) if wide else "ACTIVE", tuple(holds), tuple(cancels)


def stop_scope(kind, name):
    """A scope as (kind, name), a symbol in the account's spelling."""
    if kind not in ("all", "strategy", "symbol") or (kind == "all") == bool(name):
        raise ValueError("{0!r} {1!r} is no scope".format(kind, name))
    return kind, code_of(name) if kind == "symbol" else name


def in_scope(item, kind, name):
    """Whether a scope of STOP covers the order."""
    if kind == "symbol":
        return name == item["code"]
    return kind == "all" or STRATEGY_ID in ("", name)


# ---- sha256 (hashlib is not sure to be importable) ----
def primes(count):
    """The first primes."""
    found, candidate = [], 2
    while len(found) < count:
        if all(candidate % prime for prime in found):
            found.append(candidate)
        candidate += 1
    return found


def root_bits(number, degree):
    """First 32 bits of the fraction of a square or cube root: where FIPS 180-4 takes its constants from."""
    low, high = 0, 1 << 48
    while high - low > 1:
        middle = (low + high) // 2
        if middle ** degree <= number << (32 * degree):
            low = middle
        else:
            high = middle
    return low & 0xFFFFFFFF


ROUND_BITS = tuple(root_bits(prime, 3) for prime in primes(64))
START_BITS = tuple(root_bits(prime, 2) for prime in primes(8))


def sha256_hex(data):
    """Hex sha256 of bytes (FIPS 180-4)."""
    padded = data + b"\x80" + b"\x00" * ((55 - len(data)) % 64) + (8 * len(data)).to_bytes(8, "big")
    state = START_BITS
    for start in range(0, len(padded), 64):
        state = sha256_block(state, padded[start:start + 64])
    return "".join("{0:08x}".format(word) for word in state)


def sha256_block(state, block):
    """One 64-byte block."""
    mask = 0xFFFFFFFF
    words = [int.from_bytes(block[i:i + 4], "big") for i in range(0, 64, 4)]
    for i in range(16, 64):
        x, y = words[i - 15], words[i - 2]
        x = ((x >> 7) | (x << 25)) ^ ((x >> 18) | (x << 14)) ^ (x >> 3)
        y = ((y >> 17) | (y << 15)) ^ ((y >> 19) | (y << 13)) ^ (y >> 10)
        words.append((words[i - 16] + (x & mask) + words[i - 7] + (y & mask)) & mask)
    a, b, c, d, e, f, g_, h = state
    for word, bits in zip(words, ROUND_BITS):
        x = ((e >> 6) | (e << 26)) ^ ((e >> 11) | (e << 21)) ^ ((e >> 25) | (e << 7))
        y = ((a >> 2) | (a << 30)) ^ ((a >> 13) | (a << 19)) ^ ((a >> 22) | (a << 10))
        first = h + (x & mask) + ((e & f) ^ (~e & mask & g_)) + bits + word
        h, g_, f, e = g_, f, e, (d + first) & mask
        d, c, b, a = c, b, a, (first + (y & mask) + ((a & b) ^ (a & c) ^ (b & c))) & mask
    return tuple((old + new) & mask for old, new in zip(state, (a, b, c, d, e, f, g_, h)))


# ---- files ----
class Lines(object):
    """What csv.writer writes into, one string a row."""

    def __init__(self):
        self.rows = []

    def write(self, text):
        """Take one row."""
        self.rows.append(text)


def csv_text(rows):
    """Rows as CSV text with newline ends, fields as plain."""
    lines = Lines()
    writer = csv.writer(lines, lineterminator="\n")
    for row in rows:
        writer.writerow([plain(field) for field in row])
    return "".join(lines.rows)


def plain(field):
    """A field on one line, without control characters, and never a formula to a spreadsheet that opens the file."""
    text = "".join(char for char in " ".join(str(field).split()) if char.isprintable() or char == " ")
    number = text[:1] in "+-" and all(part and all(char in "0123456789" for char in part)
                                      for part in text[1:].split(".", 1))
    return "'" + text if text and text[0] in FORMULA_STARTS and not number else text


def read_text(name, encoding="utf-8"):
    """The file's text without BOM and with newline ends, None where there is none; bad bytes show as U+FFFD."""
    try:
        with open(DESK.folder + name, "r", encoding=encoding, errors="replace", newline="") as file:
            text = file.read()
    except FileNotFoundError:
        return None
    return text.lstrip("\ufeff").replace("\r\n", "\n")


def read_orders(name):
    """The text of an orders file; in GBK where only that reading fits its checksum."""
    text = read_text(name)
    if text is not None and "\ufffd" in text:
        other = read_text(name, "gb18030")
        if "#sha256=" + content_hash(other.rstrip("\n").split("\n")) + "\n" in other:
            return other
    return text


def append_text(name, text):
    """Append and close before going on; a torn last row is ended first and then fails its end mark."""
    old = read_text(name)
    with open(DESK.folder + name, "a", encoding="utf-8", newline="") as file:
        file.write(text if not old or old.endswith("\n") else "\n" + text)
        file.flush()


def write_sealed(name, header, sections):
    """Write a file that proves itself: #key=value lines, sections, #END, and the sha256 of all but its own line."""
    top = "".join("#{0}={1}\n".format(key, " ".join(str(value).split())) for key, value in header)
    rows, body = 0, ""
    for title, columns, data in sections:
        body += ("#section={0}\n".format(title) if title else "") + csv_text([columns] + data)
        rows += len(data)
    body += "#END,{0}\n".format(rows)
    text = top + "#sha256=" + sha256_hex((top + body).encode("utf-8")) + "\n" + body
    if read_text(name) != text:
        with open(DESK.folder + name, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()


def fingerprint():
    """Tells one set of edited constants from another; of the simulation account only whether there is one."""
    values = (ACCOUNT_TAIL, STRATEGY_ID, ACCEPT_CHANNEL, bool(SIMULATED_ACCOUNT), MAX_ORDER_YUAN, MAX_DAY_YUAN,
              MAX_ORDERS_A_DAY, MAX_REJECTS_IN_A_ROW, ORDERS_PER_SECOND, SENDS_PER_POLL)
    return sha256_hex("\n".join(repr(value) for value in values).encode("utf-8"))[:16]


def common_header(form, day):
    """The lines every file of ours begins with."""
    return [("format", "daybreak-" + form), ("channel", ACCEPT_CHANNEL), ("account_tail", ACCOUNT_TAIL),
            ("trade_date", day.date)]


def log_row(event, *fields):
    """One journal row; the full stop at its end tells a whole row from a torn one."""
    return [clock(), event] + list(fields) + ["."]


def journal(day, *rows):
    """Append rows to the day's journal in one write."""
    append_text("journal_{0}.csv".format(day.date), csv_text(rows))


def whole_rows(name):
    """Rows that reached their end mark, each line by itself: a quote left open by a torn one swallows no other."""
    rows = [row for line in (read_text(name) or "").split("\n") for row in csv.reader([line])]
    return [row[:-1] for row in rows if len(row) > 2 and row[-1] == "."]


def alarm(day, message):
    """Say once a day what a person must look at."""
    if message not in [text for _, text in day.alarms]:
        day.alarms.append((clock(), message))
        journal(day, log_row("ALARM", message))


# ---- the journal read back ----
def load_day(date):
    """Rebuild the day; orders count only once their BATCH row stands."""
    day, waiting = Day(date), {}
    for row in whole_rows("journal_{0}.csv".format(date)):
        at, event, fields = row[0], row[1], row[2:]
        if event == "ORDER":
            waiting.setdefault(fields[1], {})[fields[0]] = new_item(fields)
        elif event == "BATCH":
            day.batches[int(fields[1])] = fields
            day.hashes[int(fields[1])] = fields[2]
            day.items.extend(sorted(waiting.pop(fields[0], {}).values(), key=lambda item: item["row"]))
        elif event == "ALARM":
            day.alarms.append((at, fields[0]))
        elif event == "TOLD":
            day.withdrawals.add(fields[0])
        elif event == "ANSWERED":
            day.answered.update([int(fields[1])] if fields[2] != "refused" else [])
        elif event == "PHASE" and any(fields[0] in orders for orders in waiting.values()):
            refuse_waiting(waiting, fields)
        else:
            replay(find_by_id(day, fields[0]), at, event, fields)
    for item in day.items:
        if item["phase"] == "INTENT":
            item["phase"], item["message"] = "UNKNOWN", "restarted between INTENT and SENT"
    return day


def refuse_waiting(waiting, fields):
    """Apply a PHASE row that stands before its BATCH row: the order was refused when its file was accepted."""
    for orders in waiting.values():
        if fields[0] in orders:
            orders[fields[0]]["phase"] = fields[1]
            orders[fields[0]]["message"] = orders[fields[0]]["refused"] = fields[2]


def new_item(fields):
    """An order of a batch as an ORDER row says."""
    cid, batch_id, row, code, side, shares, price, valid_until = fields
    return {"cid": cid, "batch_id": batch_id, "row": int(row), "code": code, "side": side, "shares": int(shares),
            "price": price, "valid_until": valid_until, "phase": "PENDING", "status": "", "filled": 0, "message": "",
            "order_id": "", "entrust_no": "", "intent_at": "", "cancel_at": "", "fills": {}, "withdrawn": "",
            "refused": ""}


def replay(item, at, event, fields):
    """Apply one journal row to its order."""
    if item is None:
        return
    if event == "INTENT":
        item["phase"], item["intent_at"] = "INTENT", at
    elif event == "SENT":
        item["phase"], item["order_id"] = "SENT", fields[1]
    elif event == "PHASE":
        item["phase"], item["message"] = fields[1], fields[2]
    elif event == "ENTRUST":
        item["entrust_no"] = fields[1]
    elif event == "STATUS":
        item["status"], item["filled"], item["message"] = fields[1], int(fields[2]), fields[3]
    elif event == "CANCEL":
        item["cancel_at"] = at
    elif event == "WITHDRAW":
        item["withdrawn"] = fields[1]
    elif event == "FILL":
        item["fills"][(fields[1], fields[2])] = (int(fields[3]), fields[4], fields[5])


def set_phase(day, item, phase, message):
    """Move an order to NOT_SENT, REJECTED or UNKNOWN and keep it."""
    item["phase"], item["message"] = phase, message
    journal(day, log_row("PHASE", item["cid"], phase, message))


def find_by_id(day, cid):
    """The order of that client id, or None."""
    return next((item for item in day.items if item["cid"] == cid), None)


# ---- orders files ----
def look_for_batches(day, stop):
    """Read every orders file not accepted yet; a changed one is judged again, an accepted one never."""
    for sequence in range(1, LAST_SEQUENCE + 1):
        if sequence in day.batches:
            join_chain(day, day.batches[sequence])
            if sequence not in day.answered:
                answer_accepted(day, sequence)
            continue
        text = read_orders("orders_{0}_{1}.csv".format(day.date, sequence))
        if text is None or day.seen.get(sequence) == (text, stop, day.hashes.get(sequence - 1)):
            continue
        judge(day, sequence, text, stop)
        day.seen[sequence] = (text, stop, day.hashes.get(sequence - 1))


def judge(day, sequence, text, stop):
    """Accept or refuse one file and say so in its ack."""
    lines = text.rstrip("\n").split("\n")
    header = dict(line[1:].split("=", 1) for line in lines if line.startswith("#") and "=" in line)
    batch_id, day.hashes[sequence] = header.get("batch_id", ""), content_hash(lines)
    try:
        check_whole(lines, header, day.hashes[sequence])
        check_meant_for_us(day, sequence, header)
        rows = parse_rows(lines, header)
        check_chain(day, sequence, header)
        check_limits(day, rows)
        if stop[0] == "HALTED":
            raise Refusal("STOPPED", "STOP says HALTED; nothing is begun")
        refused = [answer for answer in (answer_order(row, stop) for row in rows) if answer[1] == "refused"]
        if refused and len(refused) == len(rows):
            raise Refusal(*refused[0][2:])
        accept(day, sequence, header, rows, refused)
    except Refusal as refusal:
        journal(day, log_row("REFUSED", batch_id, sequence, day.hashes[sequence], refusal.code, refusal.reason))
        write_ack(day, sequence, batch_id, ["refused", refusal.code, refusal.reason], [])
        return
    answer_accepted(day, sequence)


def answer_accepted(day, sequence):
    """Answer a file that was accepted; once more after a restart, where death came between the journal and the ack."""
    batch_id, answers = day.batches[sequence][0], []
    for item in day.items:
        if item["batch_id"] == batch_id:
            code, _, reason = item["refused"].partition(": ")
            answers.append([item["cid"]] + (["refused", code, reason] if item["refused"] else ["accepted", "OK", ""]))
    refused = sum(answer[1] == "refused" for answer in answers)
    told = "{0} orders".format(len(answers) - refused)
    answer = ["partly", "PARTLY", "{0}, {1} refused".format(told, refused)] if refused else ["accepted", "OK", told]
    write_ack(day, sequence, batch_id, answer, answers)
    day.answered.add(sequence)


def write_ack(day, sequence, batch_id, answer, answers):
    """Say what became of the file and of each order in it, and which executor says so."""
    header = common_header("ack-2", day) + [
        ("sequence", sequence), ("batch_id", batch_id), ("orders_sha256", day.hashes[sequence]),
        ("executor", EXECUTOR), ("settings", fingerprint()), ("orders", len(answers))]
    write_sealed("ack_{0}_{1}.csv".format(day.date, sequence), header, [
        ("answer", ["verdict", "code", "reason"], [answer]),
        ("orders", ["client_order_id", "verdict", "code", "reason"], answers)])
    journal(day, log_row("ANSWERED", batch_id, sequence, answer[0], EXECUTOR, fingerprint()))


def answer_order(row, stop):
    """Whether one order of a sound file is taken: the rest of the file goes on without it."""
    if row_fen(row) > MAX_ORDER_YUAN * 100:
        return [row[0], "refused", "LIMITS", "an order above {0:.0f} yuan".format(MAX_ORDER_YUAN)]
    for state, _, kind, name in stop[1]:
        if in_scope({"code": row[3]}, kind, name) and (state == "HALTED" or row[4] == "BUY"):
            return [row[0], "refused", "STOPPED", "STOP says {0} {1}".format(state, name).strip()]
    return [row[0], "accepted", "OK", ""]


def content_hash(lines):
    """The sha256 of all lines but the one that carries it."""
    return sha256_hex("".join(line + "\n" for line in lines if not line.startswith("#sha256=")).encode("utf-8"))


def check_whole(lines, header, computed):
    """All header lines, the #END line and the checksum."""
    keys = [line[1:].split("=", 1)[0] for line in lines if line.startswith("#") and "=" in line]
    if len(keys) > len(header):
        raise Refusal("FORMAT", "a header line stands twice")
    if not is_word(header.get("batch_id", "?")):
        raise Refusal("FORMAT", "batch_id {0!r} is no name".format(header.get("batch_id")))
    before = header.get("prev_hash", "")
    if before and (len(before) != 64 or any(char not in "0123456789abcdef" for char in before)):
        raise Refusal("FORMAT", "prev_hash {0!r} is no checksum".format(before[:64]))
    missing = [key for key in HEADER if key not in header]
    if missing:
        raise Refusal("FORMAT", "header lacks {0}".format(", ".join(missing)))
    if header["format"] != "daybreak-orders-1":
        raise Refusal("FORMAT", "format {0!r}, expected daybreak-orders-1".format(header["format"]))
    if lines[-1] != "#END," + header["rows"]:
        raise Refusal("TRUNCATED", "last line is {0!r}, expected '#END,{1}'".format(lines[-1][:40], header["rows"]))
    if header["sha256"] != computed:
        raise Refusal("CHECKSUM", "content has {0}…, header says {1}…".format(computed[:8], header["sha256"][:8]))


def is_word(text):
    """Whether a name of ours is plain letters, digits and the marks between them."""
    return 0 < len(text) <= 64 and text[0] not in "._:-" and all(char in WORD for char in text)


def check_meant_for_us(day, sequence, header):
    """Channel, account, date, sequence and time."""
    if header["channel"] != ACCEPT_CHANNEL:
        raise Refusal("CHANNEL", "channel {0}, this executor accepts {1}".format(header["channel"], ACCEPT_CHANNEL))
    if header["account_tail"] != ACCOUNT_TAIL:
        raise Refusal("ACCOUNT", "account …{0}, expected …{1}".format(header["account_tail"], ACCOUNT_TAIL))
    if DESK.account is None or not DESK.account.endswith(ACCOUNT_TAIL):
        raise Refusal("ACCOUNT", "this trade is not bound to the account …{0}".format(ACCOUNT_TAIL))
    if header["channel"] not in OF_TERMINALS and not DESK.account.startswith(TWIN):
        raise Refusal("CHANNEL", "no terminal trades files of channel {0}".format(header["channel"]))
    if (ACCEPT_CHANNEL == "LIVE") == (DESK.account == SIMULATED_ACCOUNT):
        raise Refusal("CHANNEL", "channel {0}, and the account is{1} SIMULATED_ACCOUNT".format(
            ACCEPT_CHANNEL, "" if ACCEPT_CHANNEL == "LIVE" else " not"))
    if header["trade_date"] != day.date:
        raise Refusal("DATE", "trade_date {0}, today is {1}".format(header["trade_date"], day.date))
    if header["sequence"] != str(sequence):
        raise Refusal("SEQUENCE", "sequence {0} in a file named {1}".format(header["sequence"], sequence))
    until = header["valid_until"]
    if [len(part) for part in until.split(":")] != [2, 2, 2]:
        raise Refusal("FORMAT", "valid_until {0!r} is not HH:MM:SS".format(until))
    if clock() >= until:
        raise Refusal("EXPIRED", "valid until {0}, it is {1}".format(until, clock()))


def parse_rows(lines, header):
    """The orders as lists of ORDER fields; a bad row refuses the file."""
    try:
        table = list(csv.reader([line for line in lines if not line.startswith("#")]))
    except csv.Error as error:
        raise Refusal("FORMAT", str(error))
    if not table or table[0] != COLUMNS:
        raise Refusal("FORMAT", "columns {0!r}, expected {1!r}".format(table[:1], COLUMNS))
    rows = []
    for number, row in enumerate(table[1:], 1):
        try:
            cid, symbol, side, shares, price, _ = row
            fields = [cid, header["batch_id"], number, code_of(symbol), side, int(shares), price, header["valid_until"]]
            if [plain(field) for field in row] != row:
                raise ValueError("a field that no file of ours has")
            if not is_word(cid) or side not in ("BUY", "SELL") or int(shares) <= 0 or price_li(price) <= 0:
                raise ValueError("empty id, wrong side, or nothing to trade")
        except ValueError as error:
            raise Refusal("ROW", "row {0} {1!r}: {2}".format(number, row, error))
        rows.append(fields)
    if str(len(rows)) != header["rows"]:
        raise Refusal("COUNT", "{0} rows, header says {1}".format(len(rows), header["rows"]))
    if len(set(row[0] for row in rows)) < len(rows) or len(set((row[3], row[4]) for row in rows)) < len(rows):
        raise Refusal("ROW", "a client_order_id, or a symbol on one side, stands twice")
    if str(sum(row_fen(row) for row in rows)) != header["notional_fen"]:
        raise Refusal("COUNT", "rows add up to {0} fen, header says {1}".format(
            sum(row_fen(row) for row in rows), header["notional_fen"]))
    return rows


def check_chain(day, sequence, header):
    """No batch twice, no two batches after the same one, and the second file of a day follows the first."""
    for date, number, batch_id, own, previous in (row[2:] for row in whole_rows("batches.csv")):
        if (date, number) == (day.date, str(sequence)):
            raise Refusal("REPEATED", "number {0} of today was accepted, but its journal is gone".format(number))
        if batch_id == header["batch_id"] or own == header["sha256"]:
            raise Refusal("REPEATED", "this batch was accepted on {0} as number {1}".format(date, number))
        if previous and previous == header["prev_hash"]:
            raise Refusal("CHAIN", "batch {0} of {1} already follows {2}…".format(number, date, previous[:8]))
    if sequence > 1 and day.hashes.get(sequence - 1) != header["prev_hash"]:
        raise Refusal("CHAIN", "does not follow number {0} of today".format(sequence - 1))


def check_limits(day, rows):
    """What this executor will not do whatever a file says."""
    known = set(item["cid"] for item in day.items)
    if any(row[0] in known for row in rows):
        raise Refusal("REPEATED", "a client_order_id was accepted earlier today")
    if len(day.items) + len(rows) > MAX_ORDERS_A_DAY:
        raise Refusal("LIMITS", "more than {0} orders a day".format(MAX_ORDERS_A_DAY))
    earlier = sum(int(item["shares"]) * price_li(item["price"]) // 10 for item in day.items)
    if earlier + sum(row_fen(row) for row in rows) > MAX_DAY_YUAN * 100:
        raise Refusal("LIMITS", "more than {0:.0f} yuan a day".format(MAX_DAY_YUAN))


def accept(day, sequence, header, rows, refused):
    """Write the orders and then the BATCH row that makes them count, in one append, before anything is sent.

    Orders refused one by one are NOT_SENT from the beginning, so that the day's report tells of them too.
    """
    batch = [header["batch_id"], sequence, header["sha256"], header["prev_hash"], header["valid_until"]]
    never = dict((answer[0], "{0}: {1}".format(answer[2], answer[3])) for answer in refused)
    # The BATCH row comes last: where the append is torn, what was refused must not come back as pending.
    journal(day, *([log_row("ORDER", *row) for row in rows]
                   + [log_row("PHASE", cid, "NOT_SENT", never[cid]) for cid in sorted(never)]
                   + [log_row("BATCH", *batch)]))
    day.batches[sequence] = batch
    day.items.extend(new_item(row) for row in rows)
    for item in day.items:
        if item["cid"] in never:
            item["phase"], item["message"], item["refused"] = "NOT_SENT", never[item["cid"]], never[item["cid"]]
    join_chain(day, batch)


def join_chain(day, batch):
    """Keep an accepted batch in batches.csv, after the journal has it: a row there alone tells of a lost journal."""
    row = ["BATCH", day.date, str(batch[1]), batch[0], batch[2], batch[3]]
    if batch[0] not in day.chained and row not in [known[1:] for known in whole_rows("batches.csv")]:
        append_text("batches.csv", csv_text([log_row(*row)]))
    day.chained.add(batch[0])


def row_fen(row):
    """Shares times price in fen, rounded half up."""
    return (row[5] * price_li(row[6]) + 5) // 10


def price_li(text):
    """A price in 0.001 yuan, read without floats; ValueError when it is not one."""
    whole, _, part = text.partition(".")
    if not whole.isdigit() or not (part or "0").isdigit() or len(part) > 3:
        raise ValueError("{0!r} is not a price with at most 3 decimals".format(text))
    return int(whole) * 1000 + int((part + "000")[:3])


def code_of(text):
    """One spelling (.SS .SZ .NEEQ) of any code PTrade writes; ValueError for others."""
    digits, _, suffix = str(text).strip().upper().partition(".")
    if len(digits) != 6 or not digits.isdigit() or suffix not in MARKETS:
        raise ValueError("{0!r} is not a stock code".format(text))
    return digits + "." + MARKETS[suffix]


# ---- what the broker says ----
def merge(day):
    """Pushes, this trade's orders and fills, then the whole account's orders; filled only grows."""
    queued, DESK.pushes = day.loose + DESK.pushes, []
    day.loose = [entry for entry in queued if not take_push(day, *entry)][-1000:]
    if not day.items:
        return
    for row in get_orders() or []:
        if str(row.dt)[:10].replace("-", "") == day.date:
            learn(day, find_item(day, row.id, row.entrust_no), row.id, row.entrust_no, row.status, row.filled, "")
    take_account_orders(day)
    for order_id, rows in sorted((get_trades() or {}).items()):
        for business_id, entrust_no, _, _, shares, price, _, at in rows:
            add_fill(day, find_item(day, order_id, entrust_no), entrust_no, business_id, shares, price, at)


def take_push(day, kind, row):
    """Apply one push; False when its order is not known yet."""
    item = find_item(day, row.get("order_id"), row.get("entrust_no"))
    if item is None:
        return False
    if kind == "order":
        if str(row.get("entrust_type", "0")) == "0":
            learn(day, item, row.get("order_id"), row.get("entrust_no"), row.get("status"), row.get("business_amount"),
                  row.get("error_info") or "")
    elif str(row.get("real_type", "0")) == "0" and str(row.get("real_status", "0")) == "0":
        add_fill(day, item, row.get("entrust_no"), row.get("business_id"), row.get("business_amount"),
                 row.get("business_price"), row.get("business_time"))
    return True


def take_account_orders(day):
    """Find our orders among all of the account's; the rest is somebody else's and is only reported."""
    rows = [row for row in (get_all_orders() or []) if str(row.get("entrust_no") or "")]
    day.rows_by_entrust = dict((str(row["entrust_no"]), row) for row in rows)
    for item in day.items:
        if item["phase"] in ("SENT", "UNKNOWN") and not item["entrust_no"] and not item["status"]:
            adopt(day, item, rows)
    mine = dict((item["entrust_no"], item) for item in day.items if item["entrust_no"])
    day.others = []
    for number, row in sorted(day.rows_by_entrust.items()):
        if number in mine:
            learn(day, mine[number], "", number, row.get("status"), row.get("filled_amount"), "")
        else:
            side = "SELL" if side_of(row) == "SELL" else "BUY"
            day.others.append([number, row.get("symbol"), side, whole(row.get("amount")), row.get("price"),
                               row.get("status"), whole(row.get("filled_amount"))])


def adopt(day, item, rows):
    """Give a lost order the one account row that can only be it; with none or several it stays as it is."""
    taken = set(other["entrust_no"] for other in day.items)
    found = [row for row in rows if str(row["entrust_no"]) not in taken and same_order(item, row)]
    if len(found) == 1:
        learn(day, item, "", found[0]["entrust_no"], found[0].get("status"), found[0].get("filled_amount"), "")
    elif found:
        alarm(day, "{0}: {1} account orders look like it".format(item["cid"], len(found)))


def same_order(item, row):
    """Same code, side, amount and price, entrusted not before our intent."""
    digits = "".join(char for char in str(row.get("entrust_time") or "") if char.isdigit())[-6:]
    try:
        return (code_of(row.get("symbol")) == item["code"] and side_of(row) == item["side"]
                and whole(row.get("amount")) == item["shares"]
                and abs(float(row.get("price")) - float(item["price"])) < 0.0005
                and len(digits) == 6 and digits >= item["intent_at"].replace(":", ""))
    except (TypeError, ValueError):
        return False


def side_of(row):
    """The side of an account row: a sale has a negative amount or entrust_bs 2."""
    return "SELL" if float(row.get("amount") or 0) < 0 or str(row.get("entrust_bs", "1")) == "2" else "BUY"


def whole(number):
    """A share count as a positive int whatever type the counter uses; 0 for nothing."""
    return int(round(abs(float(number or 0))))


def find_item(day, order_id, entrust_no):
    """The order by the counter's number, else by PTrade's id."""
    for key, value in (("entrust_no", entrust_no), ("order_id", order_id)):
        for item in day.items:
            if value not in (None, "") and item[key] == str(value):
                return item
    return None


def learn(day, item, order_id, entrust_no, status, filled, message):
    """Merge one statement about an order: a final status stays, filled only grows."""
    if item is None:
        return
    if order_id and not item["order_id"]:
        item["order_id"] = str(order_id)
    if entrust_no not in (None, "") and not item["entrust_no"]:
        item["entrust_no"] = str(entrust_no)
        journal(day, log_row("ENTRUST", item["cid"], item["entrust_no"]))
    if item["phase"] == "UNKNOWN" and item["entrust_no"]:
        item["phase"] = "SENT"
        journal(day, log_row("SENT", item["cid"], item["order_id"]))
    old = (item["status"], item["filled"], item["message"])
    status = "" if status is None else str(status)
    if old[0] in TERMINAL and status in TERMINAL and status != old[0]:
        alarm(day, "{0}: status {1} after {2}".format(item["cid"], status, old[0]))
    if status and old[0] not in TERMINAL:
        item["status"] = status
    item["filled"] = max(item["filled"], whole(filled))
    item["message"] = message or item["message"]
    if (item["status"], item["filled"], item["message"]) != old:
        journal(day, log_row("STATUS", item["cid"], item["status"], item["filled"], item["message"]))


def add_fill(day, item, entrust_no, business_id, shares, price, at):
    """Keep a fill once by entrust and business number."""
    if item is None or not business_id or whole(shares) == 0:
        return
    key = (str(entrust_no), str(business_id))
    if key in item["fills"]:
        return
    item["fills"][key] = (whole(shares), "{0:.3f}".format(float(price)), str(at))
    journal(day, log_row("FILL", item["cid"], key[0], key[1], *item["fills"][key]))
    learn(day, item, "", entrust_no, None, sum(fill[0] for fill in item["fills"].values()), "")


def state_of(item):
    """The state in the report's words."""
    phase, status, part = item["phase"], item["status"], 0 < item["filled"] < item["shares"]
    if phase in ("PENDING", "NOT_SENT", "REJECTED"):
        return phase
    if status == "8" or item["filled"] >= item["shares"]:
        return "FILLED"
    if status in ("5", "6", "9"):
        return "PARTIAL_CANCELLED" if part else ("REJECTED" if status == "9" else "CANCELLED")
    if phase != "SENT":
        return "UNKNOWN"
    return "PARTIAL" if part else "WORKING"


# ---- sending and cancelling ----
def withdraw(day, stop):
    """Pending orders that may no longer go become NOT_SENT; working ones are cancelled."""
    mark_withdrawn(day, stop[2])
    budget = SENDS_PER_POLL
    rejects = rejects_in_a_row(day)
    for item in day.items:
        reason = reason_to_withdraw(item, stop)
        if item["phase"] == "PENDING":
            if rejects >= MAX_REJECTS_IN_A_ROW:
                reason = "{0} rejects in a row".format(rejects)
                alarm(day, reason)
            if reason:
                set_phase(day, item, "NOT_SENT", reason + (": " + item["message"] if item["message"] else ""))
        elif reason and budget > 0 and state_of(item) in ("WORKING", "PARTIAL") and within(CANCEL_WINDOWS):
            budget -= cancel(day, item)


def mark_withdrawn(day, cancels):
    """Follow each of today's requests to cancel once: every order of its scope that is known now."""
    for cancel_id, kind, name in cancels:
        if cancel_id[:8] != day.date or cancel_id in day.withdrawals:
            continue
        chosen = [item for item in day.items if in_scope(item, kind, name) and not item["withdrawn"]]
        for item in chosen:
            item["withdrawn"] = cancel_id
        rows = [log_row("WITHDRAW", item["cid"], cancel_id) for item in chosen]
        try:
            journal(day, *(rows + [log_row("TOLD", cancel_id)]))
            day.withdrawals.add(cancel_id)
        except Exception as error:  # a full disk must not keep anything working
            log.error("journal: {0!r}".format(error))


def reason_to_withdraw(item, stop):
    """STOP or the clock, else empty; a hold that keeps working orders forbids only the sending of new ones."""
    for state, working, kind, name in stop[1]:
        if in_scope(item, kind, name) and (state == "HALTED" or item["side"] == "BUY"):
            if item["phase"] == "PENDING" or working == "cancel":
                return "STOP says {0}".format(state) + (" for {0}".format(name) if name else "")
    if item["withdrawn"]:
        return "STOP says cancel"
    if clock() >= min(item["valid_until"], WITHDRAW_FROM):
        return "not done before {0}".format(min(item["valid_until"], WITHDRAW_FROM))
    return ""


def cancel(day, item):
    """Ask for a cancel, again after a while; returns how many requests went out."""
    if item["cancel_at"] and seconds_since(item["cancel_at"]) < CANCEL_AGAIN_SECONDS:
        return 0
    row = day.rows_by_entrust.get(item["entrust_no"])
    if not item["order_id"] and row is None:
        alarm(day, "{0}: cannot be cancelled, it has no number".format(item["cid"]))
        return 0
    item["cancel_at"] = clock()
    if item["order_id"]:
        cancel_order(item["order_id"])
    else:
        cancel_order_ex(row)
    journal(day, log_row("CANCEL", item["cid"]))
    time.sleep(1.0 / ORDERS_PER_SECOND)
    return 1


def rejects_in_a_row(day):
    """Rejected orders after the last one that was taken."""
    count = 0
    for item in sorted((item for item in day.items if item["intent_at"]), key=lambda item: item["intent_at"]):
        state = state_of(item)
        if state == "REJECTED":
            count += 1
        elif state != "UNKNOWN" and item["status"] not in ("", "0", "1"):
            count = 0
    return count


def send_pending(context, day):
    """Sells first; STOP and the clock are asked again before every single order."""
    sent = 0
    for item in sorted(day.items, key=lambda item: item["side"] == "BUY"):
        if sent >= SENDS_PER_POLL or not within(SEND_WINDOWS) or rejects_in_a_row(day) >= MAX_REJECTS_IN_A_ROW:
            return
        if item["phase"] != "PENDING" or reason_to_withdraw(item, read_stop()):
            continue
        item["message"] = obstacle(context, day, item)
        if not item["message"]:
            send(day, item)
            sent += 1
            time.sleep(1.0 / ORDERS_PER_SECOND)


def price_trouble(day, item):
    """Why the limit cannot be right by what the terminal itself quotes; empty too where it quotes nothing."""
    try:
        quoted = get_snapshot(item["code"]) or {}
        row = dict((code_of(key), value) for key, value in quoted.items()).get(item["code"]) or {}
        up, down, last = (float(row.get(key) or 0) for key in ("up_px", "down_px", "last_px"))
    except NameError:
        return ""
    except Exception as error:
        alarm(day, "{0}: its quotes cannot be read: {1!r}".format(item["cid"], error))
        return ""
    price = float(item["price"])
    if 0 < up < price - 0.0005 or price < down - 0.0005:
        return "PRICE: {0:.3f} lies outside the day's limits {1:.3f} and {2:.3f}".format(price, down, up)
    away = (price / last - 1) * (1 if item["side"] == "BUY" else -1) if last > 0 else 0
    return "PRICE: {0:.3f} is too far from the last price {1:.3f}".format(price, last) if away > MAX_FROM_LAST else ""


def obstacle(context, day, item):
    """Why the order cannot go yet: its price, cash or sellable shares, our own unsettled sends taken off; else empty."""
    trouble = price_trouble(day, item)
    if trouble:
        return trouble
    recent = [other for other in day.items
              if other["intent_at"] and other["side"] == item["side"]
              and seconds_since(other["intent_at"]) < RESERVE_SECONDS]
    if item["side"] == "BUY":
        free = float(context.portfolio.cash) - sum(cost(other) for other in recent)
        return "" if cost(item) <= free else "needs {0:.2f} yuan, {1:.2f} free".format(cost(item), free)
    holdings = dict((code_of(key), row) for key, row in context.portfolio.positions.items())
    enable = whole(getattr(holdings.get(item["code"]), "enable_amount", 0))
    enable -= sum(other["shares"] for other in recent if other["code"] == item["code"])
    return "" if item["shares"] <= enable else "wants to sell {0}, {1} sellable".format(item["shares"], enable)


def cost(item):
    """Yuan a buy can take at most, fees included."""
    return item["shares"] * float(item["price"]) * (1 + FEE_SHARE) + FEE_YUAN


def send(day, item):
    """INTENT to disk, then order(), then SENT; an exception leaves UNKNOWN, None means it was not created."""
    item["intent_at"] = clock()
    journal(day, log_row("INTENT", item["cid"]))
    item["phase"] = "INTENT"
    amount = item["shares"] if item["side"] == "BUY" else -item["shares"]
    try:
        order_id = order(item["code"], amount, limit_price=round(float(item["price"]), 3))
    except Exception as error:
        set_phase(day, item, "UNKNOWN", "order() raised {0!r}".format(error))
        return
    if order_id is None:
        set_phase(day, item, "REJECTED", "order() returned None")
        return
    item["phase"], item["order_id"] = "SENT", str(order_id)
    journal(day, log_row("SENT", item["cid"], item["order_id"]))


# ---- after the close ----
def write_reports(context):
    """Positions first, so that what they contradict is an alarm in the execution report."""
    if clock() < "15:00:00":
        return
    day = today()
    merge(day)
    for item in day.items:
        if item["phase"] == "PENDING":
            set_phase(day, item, "NOT_SENT", item["message"] or "the day ended first")
        if item["filled"] != sum(fill[0] for fill in item["fills"].values()):
            alarm(day, "{0}: {1} filled, its fills do not add up to that".format(item["cid"], item["filled"]))
    try:
        write_positions(context, day)
    except Exception as error:
        alarm(day, "positions not written: {0!r}".format(error))
    write_exec_report(day)


def write_exec_report(day):
    """What became of every order, every fill, other people's orders, and alarms."""
    orders = [[item["cid"], item["batch_id"], item["code"], item["side"], item["shares"], item["price"],
               state_of(item), item["filled"], item["entrust_no"], item["message"]] for item in day.items]
    fills = [[item["cid"], key[0], key[1], item["code"], item["side"], fill[0], fill[1], fill[2]]
             for item in day.items for key, fill in item["fills"].items()]
    fills.sort(key=lambda row: (row[7], row[1], row[2]))
    batches = ";".join(fields[0] for _, fields in sorted(day.batches.items()))
    header = common_header("exec-report-1", day) + [
        ("batch_ids", batches), ("orders", len(orders)), ("fills", len(fills)), ("others", len(day.others)),
        ("alarms", len(day.alarms))]
    write_sealed("exec_report_{0}.csv".format(day.date), header, [
        ("orders", ["client_order_id", "batch_id", "symbol", "side", "shares", "limit_price", "state", "filled_shares",
                    "entrust_no", "message"], orders),
        ("fills", ["client_order_id", "entrust_no", "business_id", "symbol", "side", "shares", "price", "filled_at"],
         fills),
        ("others", ["entrust_no", "symbol", "side", "shares", "price", "status", "filled_shares"], day.others),
        ("alarms", ["at", "message"], [list(row) for row in day.alarms])])


def write_positions(context, day):
    """Holdings and cash as the account states them; a raw counter row that differs is an alarm."""
    rows = {}
    for key, row in context.portfolio.positions.items():
        if whole(row.amount):
            rows[code_of(key)] = [code_of(key), whole(row.amount), whole(row.enable_amount),
                                  "{0:.3f}".format(row.last_sale_price), "{0:.3f}".format(row.cost_basis)]
    for code, amount in sorted(counter_amounts().items()):
        if amount != rows.get(code, [code, 0])[1]:
            alarm(day, "{0}: account shows {1}, counter {2}".format(code, rows.get(code, [code, 0])[1], amount))
    header = common_header("real-positions-1", day) + [
        ("cash", "{0:.2f}".format(context.portfolio.cash)),
        ("total", "{0:.2f}".format(context.portfolio.portfolio_value)), ("positions", len(rows))]
    columns = ["symbol", "shares", "enable_shares", "last_price", "cost_price"]
    body = [("", columns, [rows[key] for key in sorted(rows)])]
    write_sealed("real_positions_{0}.csv".format(day.date), header, body)


def counter_amounts():
    """Shares by code from the counter's raw rows; empty on versions without that call."""
    try:
        raw = get_all_positions()
    except NameError:
        return {}
    markets = {"1": ".SS", "2": ".SZ"}
    return dict((str(row["stock_code"])[:6] + markets[str(row["exchange_type"])], whole(row["current_amount"]))
                for row in raw or [] if str(row.get("exchange_type")) in markets and whole(row["current_amount"]))
