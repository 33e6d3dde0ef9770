"""A trainer's process: the client alone, on the oldest dependencies, against a running service."""

import importlib.util
import sys
from importlib.metadata import version

import assay
from assay.types import Call, CodeTask, Task, Test


def main(address: str) -> None:
    """Grades a right and a wrong completion, and checks that the client needed nothing else."""
    task = Task(
        id="double",
        code=CodeTask(
            language="python",
            entry_point="double",
            tests=(Test(id="t1", body=Call(args=(21,), expected=42)),),
        ),
    )
    with assay.Client(address) as client:
        rewards = client.rewards(
            task, ["def double(x):\n    return 2 * x", "def double(x):\n    return x"]
        )
    assert rewards == [1.0, 0.0], rewards
    extras = [name for name in ("rich", "structlog", "numpy") if importlib.util.find_spec(name)]
    assert not extras, f"a client's environment has {extras}"
    print(f"client ok with grpcio {version('grpcio')}, protobuf {version('protobuf')}: {rewards}")


if __name__ == "__main__":
    main(sys.argv[1])
