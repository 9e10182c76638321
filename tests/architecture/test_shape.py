"""How the house is built: which way imports point, how long things are, where the clock is."""

import ast
import subprocess
import sys
from pathlib import Path

from tests.support.tree import OTHER_CODE, PACKAGES, PROJECT, code, functions, name, tree_of

MOST_LINES_OF_A_FILE = 300
MOST_LINES_OF_A_FUNCTION = 30  # from `def` to the last line, without its docstring

# The service's one reader of the clock, and that of the stand-in, which plays another machine.
CLOCKS = {"bot/clock.py", "simulator/clock.py"}
ASKS_THE_TIME = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "time.time",
    "time.time_ns",
    "time.localtime",
    "time.gmtime",
}


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    lines = function.end_lineno - function.lineno + 1
    if ast.get_docstring(function, clean=False) is None:
        return lines
    docstring = function.body[0]
    return lines - (docstring.end_lineno - docstring.lineno + 1)


def hidden_imports(path: Path) -> list[str]:
    return [
        f"{name(path)}:{node.lineno}"
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]


def test_imports_point_one_way():
    command = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [command, "--no-cache"], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_no_file_is_longer_than_three_hundred_lines():
    lines = {
        name(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in code(*PACKAGES, *OTHER_CODE)
    }
    assert {path: count for path, count in lines.items() if count > MOST_LINES_OF_A_FILE} == {}


def test_no_function_is_longer_than_thirty_lines():
    too_long = {
        f"{name(path)}: {function.name}": length(function)
        for path in code(*PACKAGES, *OTHER_CODE)
        for function in functions(path)
        if length(function) > MOST_LINES_OF_A_FUNCTION
    }
    assert too_long == {}


def test_every_module_opens_with_a_docstring():
    modules = code(*PACKAGES, *OTHER_CODE)
    assert [name(path) for path in modules if not ast.get_docstring(tree_of(path))] == []


def test_a_package_file_holds_its_docstring_and_nothing_else():
    packages = [path for path in code(*PACKAGES) if path.name == "__init__.py"]
    assert len(packages) >= len(PACKAGES)
    assert [name(path) for path in packages if len(tree_of(path).body) != 1] == []


def test_no_import_hides_inside_a_function():
    assert [found for path in code(*PACKAGES, *OTHER_CODE) for found in hidden_imports(path)] == []


def test_only_the_clocks_ask_what_time_it_is():
    readers = {
        name(path)
        for path in code(*PACKAGES)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute) and ast.unparse(node).endswith(tuple(ASKS_THE_TIME))
    }
    assert readers == CLOCKS


def test_no_two_test_modules_share_a_name():
    # pytest imports them by their bare names, and refuses to collect the second one.
    names = [path.name for path in code("tests") if path.name.startswith("test_")]
    assert sorted(names) == sorted(set(names))
