"""Records what CPython prints for each program beside this file: `python3.13 record.py [NAME]...`.

A file holds many programs, each after a line `# ---- what it is about`. What each prints, its exit status and the last line of its errors
go to a file of the same name that ends in `.jsonl`, one line a program. Programs in `differ` do not come out as in CPython yet; who mends one moves it
here and records it."""

import json
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
MARK = "# ---- "

# 3.14 has words that 3.13 does not have yet.
SAYS = {
    "float division by zero": "ZeroDivisionError: division by zero",
    "float modulo by zero": "ZeroDivisionError: division by zero",
    "zero to a negative power": "ZeroDivisionError: zero to a negative power",
    "index of what is not there": "ValueError: list.index(x): x not in list",
    "in an int": "TypeError: argument of type 'int' is not a container or iterable",
}


def programs(text):
    for part in text.split("\n" + MARK):
        title, _, body = part.removeprefix(MARK).partition("\n")
        yield title, body.strip("\n") + "\n"


def record(source, folder):
    file = pathlib.Path(folder, "program.py")
    file.write_text(source)
    command = [sys.executable, "-X", "utf8", "program.py"]
    environment = {"PYTHONHASHSEED": "0", "NO_COLOR": "1"}
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=environment, timeout=20, input="")
    last = ended.stderr.rstrip("\n").rsplit("\n", 1)[-1]
    return {"out": ended.stdout, "status": ended.returncode, "last": last}


def main():
    wanted = sys.argv[1:] or sorted(file.stem for file in HERE.glob("*.py") if file.name != "record.py")
    count = 0
    for name in wanted:
        lines = []
        for title, source in programs(HERE.joinpath(name + ".py").read_text()):
            with tempfile.TemporaryDirectory() as folder:
                recorded = {"title": title, **record(source, folder)}
                recorded["last"] = SAYS.get(title, recorded["last"])
                lines.append(json.dumps(recorded, ensure_ascii=False))
        HERE.joinpath(name + ".jsonl").write_text("\n".join(lines) + "\n")
        count += len(lines)
    print(f"{count} programs recorded with {sys.version.split()[0]}")


main()
