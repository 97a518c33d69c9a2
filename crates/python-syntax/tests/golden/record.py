"""Records what CPython says of the texts in syntax_errors.py: `python3.13 record.py > syntax_errors.txt`."""

import pathlib

CASES = pathlib.Path(__file__).with_name("cases.txt").read_text().split("\n----\n")

for case in CASES:
    case = case.strip("\n")
    try:
        compile(case, "f.py", "exec")
        said = "fine"
    except SyntaxError as error:
        place = f"{error.lineno}:{error.offset}-{error.end_lineno}:{error.end_offset}"
        said = f"{type(error).__name__}: {error.msg} @ {place}"
    print(case)
    print("====", said)
