"""Any module can be the first that is imported: none imports itself by way of others."""

from graphlib import TopologicalSorter

import grimp

PACKAGES = (
    "bot",
    "handlers",
    "usecases",
    "conversation",
    "storage",
    "domain",
    "locales",
    "sandbox",
    "bench",
    "scripts",
)


def test_no_module_imports_itself_by_way_of_others():
    """A process that begins elsewhere than the bot, such as a bench, would not start."""
    graph = grimp.build_graph(*PACKAGES, exclude_type_checking_imports=True, cache_dir=None)
    imports = {each: graph.find_modules_directly_imported_by(each) for each in graph.modules}
    TopologicalSorter(imports).prepare()  # raises CycleError, which names them
