"""What is copied into a CI: the hook of pre-commit and the workflow of GitHub Actions, run as far as that goes without either's servers."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from test_check import RACE

ROOT = Path(__file__).parents[3]
WORKFLOW = ROOT / "docs" / "ci" / "threadbare.yml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"


def git(folder: Path, *words: str) -> str:
    settings = ["-c", "user.name=test", "-c", "user.email=test@example.invalid", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", *settings, *words], cwd=folder, capture_output=True, encoding="utf-8", check=True)
    return done.stdout.strip()


@pytest.fixture
def commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Stages a file in a project that has the hook, and lets pre-commit look at it."""
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "cache"))
    hooks, project = tmp_path / "hooks", tmp_path / "project"
    for folder in (hooks, project):
        folder.mkdir()
        git(folder, "init", "--quiet")
    shutil.copy(HOOKS, hooks)
    git(hooks, "add", ".")
    git(hooks, "commit", "--quiet", "--message", "hooks")
    config = {"repos": [{"repo": str(hooks), "rev": git(hooks, "rev-parse", "HEAD"), "hooks": [{"id": "threadbare"}]}]}
    (project / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))

    def run(text: str) -> subprocess.CompletedProcess[str]:
        (project / "program.py").write_text(text)
        git(project, "add", ".")
        return subprocess.run([sys.executable, "-m", "pre_commit", "run"], cwd=project, capture_output=True, encoding="utf-8")

    return run


def test_the_hook_lets_pass_what_is_as_expected(commit):
    assert commit(f"# expect 3.14t: fails AssertionError\n{RACE}").returncode == 0


def test_the_hook_stops_what_is_not(commit):
    done = commit(f"# expect: safe\n{RACE}")
    assert done.returncode == 1
    assert "Lost update" in done.stdout, done.stdout


def test_the_hook_leaves_alone_what_expects_nothing(commit):
    assert commit(RACE).returncode == 0


def test_the_hooks_file_is_one():
    subprocess.run([sys.executable, "-m", "pre_commit", "validate-manifest", HOOKS], check=True)


def test_the_workflow_is_one():
    subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", WORKFLOW], check=True
    )


def test_the_workflows_own_words_work(tmp_path: Path):
    (tmp_path / "examples").mkdir()
    (tmp_path / "examples" / "wrong.py").write_text(f"# expect: safe\n{RACE}")
    job = yaml.safe_load(WORKFLOW.read_text())["jobs"]["check"]
    words = next(step["run"] for step in job["steps"] if step.get("name") == "Check")
    shards = job["strategy"]["matrix"]["shard"]
    assert f"/{len(shards)} " in words
    codes, annotations = [], ""
    for shard in shards:
        line = words.replace("${{ matrix.shard }}", str(shard)).replace("threadbare-state.json", f"state-{shard}.json")
        assert "${{" not in line
        environment = {**os.environ, "GITHUB_ACTIONS": "true"}
        done = subprocess.run(["bash", "-e", "-c", line], cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8")
        codes.append(done.returncode)
        annotations += done.stdout
        log = json.loads((tmp_path / "threadbare.sarif").read_text())
        assert log["runs"][0]["automationDetails"]["id"] == f"threadbare/shard-{shard}-of-{len(shards)}/"
        assert (tmp_path / f"state-{shard}.json").is_file()
    assert 1 in codes and set(codes) <= {0, 1}, annotations
    assert "::error file=examples/wrong.py,line=" in annotations


def test_the_workflow_installs_a_wheel_of_this_version():
    import importlib.metadata

    job = yaml.safe_load(WORKFLOW.read_text())["jobs"]["check"]
    wheel = job["env"]["WHEEL"].rsplit("/", 1)[-1]
    assert wheel.startswith(f"threadbare-{importlib.metadata.version('threadbare')}-") and wheel.endswith(".whl")
