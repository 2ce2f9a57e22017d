"""`python -m tests.benchmarks [--vendor sqlite] [--sizes 1000,100000] [--to FILE]`.

Makes databases of every size, measures each in a process of its own, prints what was wanted and
what was measured, and writes all figures as JSON. Ends with 1 if a goal is not reached.
"""

import argparse
import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from tests.benchmarks.databases import grown, made, run
from tests.benchmarks.goals import goals

_MEASURE = "import sys, django; django.setup(); from tests.benchmarks.measure import main; "
_MEASURE += "main(sys.argv[1])"
PARTS = ("lists", "reports", "feeds", "console", "writes", "pages")


def main() -> int:
    """Measure, tell, and say whether every goal is reached."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--vendor", choices=("postgresql", "sqlite"), default="postgresql")
    asked.add_argument("--sizes", default="1000,100000")
    asked.add_argument("--to", default="var/benchmarks.json")
    told = asked.parse_args()
    sizes = {}
    with tempfile.TemporaryDirectory() as folder, made(told.vendor, folder) as databases:
        for cases in (int(each) for each in told.sizes.split(",")):
            address = grown(databases, cases)
            sizes[cases] = {part: _measured(address, part) for part in PARTS}
    return _tell(told.vendor, sizes, Path(told.to))


def _measured(address: str, part: str) -> dict[str, float]:
    print(f"- {part}", flush=True)
    found: dict[str, float] = json.loads(run(address, "-c", _MEASURE, part))
    return found


def _tell(vendor: str, sizes: dict[int, dict[str, dict[str, float]]], file: Path) -> int:
    found = list(goals(sizes))
    for each in found:
        mark = "reached" if each.reached else "MISSED"
        print(f"{each.what:<50} {each.wanted:>18} {each.measured:>12}  {mark}")
    file.parent.mkdir(parents=True, exist_ok=True)
    whole = {"database": vendor, "seconds": sizes, "goals": [asdict(each) for each in found]}
    file.write_text(json.dumps(whole, indent=1), encoding="utf-8")
    return 0 if all(each.reached for each in found) else 1


if __name__ == "__main__":
    sys.exit(main())
