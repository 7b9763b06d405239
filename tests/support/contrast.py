"""Contrast of all text on a page, measured as WCAG 2 does, against the pixels that are behind it.

Colours of text are those that the browser computed; what is behind is a picture of the page without
its text, so gradients, patterns and translucent layers count as they are seen.
"""

import io
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from playwright.async_api import Page

TEXT, LARGE = 4.5, 3.0  # ratios that WCAG 2.2 asks for at level AA
LARGE_PX, LARGE_BOLD_PX, BOLD = 24.0, 18.66, 700
SIGN = 3.0  # for the symbol of a button

WITHOUT_TEXT = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
        *, *::before, *::after { color: transparent !important; caret-color: transparent !important;
            text-decoration-color: transparent !important; text-shadow: none !important; }
        ::placeholder { color: transparent !important; }
        svg { visibility: hidden !important; }
        img { filter: none !important; }`);
    document.adoptedStyleSheets.push(sheet);
}"""
WITH_TEXT = "() => document.adoptedStyleSheets.pop()"
STILL = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`*, *::before, *::after {
        transition: none !important; animation: none !important; }`);
    document.adoptedStyleSheets.unshift(sheet);
}"""

COLLECT = """() => {
    const painter = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
    const known = new Map();
    const rgba = (colour) => {
        if (!known.has(colour)) {
            painter.clearRect(0, 0, 1, 1);
            painter.fillStyle = colour;
            painter.fillRect(0, 0, 1, 1);
            known.set(colour, [...painter.getImageData(0, 0, 1, 1).data].map((part) => part / 255));
        }
        return known.get(colour);
    };
    const looks = new Map(); // element → what it shares with all that is in it
    const lookOf = (element) => {
        if (element === null) return { opacity: 1, frames: [] };
        if (!looks.has(element)) {
            const { opacity, frames } = lookOf(element.parentElement);
            const own = getComputedStyle(element);
            looks.set(element, {
                opacity: opacity * Number(own.opacity),
                frames: own.overflow === "visible"
                    ? frames : [...frames, element.getBoundingClientRect()],
            });
        }
        return looks.get(element);
    };
    const isOnTop = (element, { left, top, right, bottom }) => {
        const across = [left + 1, (left + right) / 2, right - 1];
        return across.flatMap((x) => [[x, top + 1], [x, bottom - 1]]).every(([x, y]) => {
            const there = document.elementFromPoint(x, y);
            return there !== null && (element.contains(there) || there.contains(element));
        });
    };
    const inView = ({ left, top, right, bottom, width, height }) =>
        width > 1 && height > 1 && left >= 0 && top >= 0 &&
        right <= innerWidth && bottom <= innerHeight;
    const clipped = (element, box) => lookOf(element).frames.some((frame) =>
        box.left < frame.left - 1 || box.right > frame.right + 1 ||
        box.top < frame.top - 1 || box.bottom > frame.bottom + 1);
    const found = [];
    const add = (element, look, box, words, kind) => {
        if (!inView(box) || clipped(element, box) || !isOnTop(element, box)) return;
        const [red, green, blue, alpha] = rgba(look.color);
        const shown = lookOf(element).opacity;
        if (shown === 0 || alpha === 0) return;
        found.push({
            words, kind, where: element.className || element.tagName,
            colour: [red, green, blue, alpha * shown],
            size: parseFloat(look.fontSize), weight: Number(look.fontWeight),
            box: [box.left, box.top, box.right, box.bottom],
        });
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode;
        const element = node.parentElement;
        const words = node.data.trim();
        if (!words || element.closest("noscript")) continue;
        const look = getComputedStyle(element);
        if (look.visibility !== "visible") continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const box of range.getClientRects()) add(element, look, box, words, "text");
    }
    for (const field of document.querySelectorAll("input, textarea")) {
        const box = field.getBoundingClientRect();
        const look = getComputedStyle(field, "::placeholder");
        if (field.value) add(field, getComputedStyle(field), box, field.value, "text");
        else if (field.placeholder) add(field, look, box, field.placeholder, "text");
    }
    for (const sign of document.querySelectorAll("button svg")) {
        const look = getComputedStyle(sign);
        if (look.visibility === "visible")
            add(sign, look, sign.getBoundingClientRect(), sign.closest("button").ariaLabel, "sign");
    }
    return found;
}"""


@dataclass(frozen=True, slots=True)
class Seen:
    """A piece of text, or the symbol of a button, with its lowest contrast to what is behind it."""

    words: str
    where: str
    ratio: float
    needed: float

    @property
    def passes(self) -> bool:
        """Whether it can be read as well as WCAG asks."""
        return self.ratio >= self.needed

    def __str__(self) -> str:
        return f"{self.ratio:.2f} < {self.needed}: {self.words[:30]!r} in {self.where}"


async def still(page: Page) -> None:
    """Show the end of every transition and animation from now on."""
    await page.evaluate(STILL)


async def measure(page: Page) -> list[Seen]:
    """Measure all text that is wholly in view."""
    pieces = await page.evaluate(COLLECT)
    await page.evaluate(WITHOUT_TEXT)
    shot = await page.screenshot(animations="disabled", scale="css")
    await page.evaluate(WITH_TEXT)
    behind = np.asarray(Image.open(io.BytesIO(shot)).convert("RGB"))
    return [_seen(piece, behind) for piece in pieces]


def _seen(piece: dict[str, Any], behind: NDArray[np.uint8]) -> Seen:
    left, top, right, bottom = (round(edge) for edge in piece["box"])
    pixels = np.unique(behind[top + 1 : bottom - 1, left:right].reshape(-1, 3), axis=0) / 255
    red, green, blue, alpha = piece["colour"]
    drawn = alpha * np.array([red, green, blue]) + (1 - alpha) * pixels
    one, other = luminance(drawn), luminance(pixels)
    ratios = (np.maximum(one, other) + 0.05) / (np.minimum(one, other) + 0.05)
    size, weight = piece["size"], piece["weight"]
    large = size >= LARGE_PX or (size >= LARGE_BOLD_PX and weight >= BOLD)
    needed = SIGN if piece["kind"] == "sign" else LARGE if large else TEXT
    return Seen(piece["words"], str(piece["where"]), float(ratios.min()), needed)


def luminance(colours: NDArray[np.float64]) -> NDArray[np.float64]:
    """Relative luminance of sRGB colours (…, 3) between 0 and 1, as WCAG defines it."""
    linear = np.where(colours <= 0.04045, colours / 12.92, ((colours + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])
