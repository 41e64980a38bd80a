"""Files stay small: what outgrows its bound becomes a folder of the same name."""

import ast

MOST = 250
ALL = 400


def lines(module) -> int:
    return module.text.count("\n")


def test_no_file_is_longer_than_400_lines(modules):
    assert not [f"{module}: {lines(module)} lines" for module in modules if lines(module) > ALL]


def test_95_of_100_files_stay_under_250_lines(modules):
    long = [module for module in modules if lines(module) >= MOST]
    assert len(long) <= len(modules) * 0.05, [f"{module}: {lines(module)}" for module in long]


def test_the_init_of_a_core_folder_is_its_includeme_with_private_parts_and_nothing_else(modules):
    """Names are imported from the module that makes them, so that no package pulls in all of its parts."""
    allowed = (ast.Import, ast.ImportFrom)
    wrong = []
    for module in modules:
        if (
            module.package != "vamv"
            or module.path.name != "__init__.py"
            or module.name in ("vamv", "vamv.api")
            or module.name.startswith("vamv.testing")
        ):
            continue
        for node in module.tree.body:
            docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
            includeme = isinstance(node, ast.FunctionDef) and (
                node.name == "includeme" or node.name.startswith("_")
            )
            if not (docstring or includeme or isinstance(node, allowed)):
                wrong.append(f"{module}:{node.lineno}")
    assert not wrong
