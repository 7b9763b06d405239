"""axe-core, the checker of accessibility, on a page of a browser.

It comes with the package axe-playwright-python, pinned like all others in requirements-dev.txt.
"""

from importlib.resources import files
from typing import Any

from playwright.async_api import Page

SCRIPT = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
GRAVE = {"serious", "critical"}


async def findings(page: Page) -> list[str]:
    """What axe finds serious or critical: one line for each element, empty if there is nothing."""
    await page.evaluate(f"() => {{ if (!window.axe) {{ {SCRIPT} }} }}")
    found: list[dict[str, Any]] = await page.evaluate(
        "async () => (await axe.run({ resultTypes: ['violations'] })).violations"
    )
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}: {node['html'][:120]}"
        for rule in found
        if rule["impact"] in GRAVE
        for node in rule["nodes"]
    ]
