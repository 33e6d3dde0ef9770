"""The house itself: what documents say and what packaging takes must be what is there."""

from __future__ import annotations

import ast
import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

import assay
from assay import jsonform
from assay.types import CodeTask, Limits, Program, Shaping, Stdio, Task, Verdict
from sandboxes.contract import Promise

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
README = (ROOT / "README.md").read_text()
TASKS = (ROOT / "docs/tasks.md").read_text()


def blocks(text: str, language: str) -> list[str]:
    """The page's fenced blocks in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def test_version_is_one() -> None:
    """The package, its metadata and the changelog's newest entry name one version."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    newest = re.search(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert newest is not None
    assert project["version"] == assay.__version__ == newest[1]


def test_client_needs_grpc_and_protobuf_only() -> None:
    """A trainer's environment gets no other hard dependency."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert sorted(re.split("[>=]", d)[0] for d in project["dependencies"]) == ["grpcio", "protobuf"]


def test_every_room_is_in_the_bundle() -> None:
    """Each room but `assay` travels in the wheel's bundle and in the sdist."""
    hook = (ROOT / "hatch_build.py").read_text()
    tool = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]
    for room in {*tool["importlinter"]["root_packages"]} - {"assay"}:
        assert f'"{room}"' in hook
        assert f"/{room}" in tool["hatch"]["build"]["targets"]["sdist"]["include"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """A relative link in a document names a file of the repository, and a heading that it has."""
    for target in re.findall(r"\]\((?!https?:)([^)\s]+)\)", page.read_text()):
        name, _, anchor = target.partition("#")
        file = page.parent / name if name else page
        assert file.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", file.read_text(), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w -]", "", h).lower().replace(" ", "-") for h in headings}


def test_json_examples_are_read() -> None:
    """Every JSON example of docs/tasks.md is a task, a submission or an answer."""
    for block in blocks(TASKS, "json"):
        for text in re.split(r"\n(?=\{)", block.strip()):
            value = jsonform.loads(text)
            assert isinstance(value, dict)
            if "code" in value:
                jsonform.task_from_json(value)
            elif "text" in value:
                jsonform.submission_from_json(value)
            else:
                jsonform.answer_from_json(value)


@pytest.mark.parametrize("kind", [CodeTask, Limits, Program, Shaping, Stdio, Task])
def test_every_field_is_told(kind: type) -> None:
    """docs/tasks.md names every field that a task may have."""
    for field in fields(kind):
        assert re.search(rf"[`\"]{field.name}[`\"]", TASKS), field.name


def test_every_verdict_is_told() -> None:
    """docs/tasks.md says what each verdict means."""
    assert set(re.findall(r"^\| `(\w+)` \| ", TASKS, re.MULTILINE)) >= {v.value for v in Verdict}


def test_readme_names_every_promise() -> None:
    """The README's table is what `assay doctor` prints: each promise by name, with its sentence."""
    told = dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", README, re.MULTILINE))
    assert told == {promise.name.lower(): promise.value for promise in Promise}


def test_readme_example_is_python() -> None:
    """The README's example parses, and every name that it takes from `assay` is there."""
    for block in blocks(README, "python"):
        for node in ast.walk(ast.parse(block)):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                assert node.value.id != "assay" or hasattr(assay, node.attr), node.attr
