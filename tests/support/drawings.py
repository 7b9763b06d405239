"""What a chart says, and whether all of it can be seen: by the boxes of its texts."""

from itertools import combinations

from matplotlib.text import Text

SLACK = 1.0  # pixels


def labels_of(whole):
    """All texts of a drawing. AssertionError if one leaves the frame or covers another."""
    whole.draw_without_rendering()
    frame = whole.bbox
    hidden = {
        text
        for axes in whole.axes
        if not axes.axison
        for axis in (axes.xaxis, axes.yaxis)
        for text in axis.findobj(Text)
    }
    found = [
        text
        for text in whole.findobj(Text)
        if text.get_visible() and text.get_text().strip() and text not in hidden
    ]
    boxes = [(text, text.get_window_extent()) for text in found]
    for text, box in boxes:
        inside = (
            frame.x0 - SLACK <= box.x0
            and box.x1 <= frame.x1 + SLACK
            and frame.y0 - SLACK <= box.y0
            and box.y1 <= frame.y1 + SLACK
        )
        assert inside, (text.get_text(), box, frame)
    for (one, first), (other, second) in combinations(boxes, 2):
        across = min(first.x1, second.x1) - max(first.x0, second.x0)
        down = min(first.y1, second.y1) - max(first.y0, second.y0)
        assert across < 3 or down < 3, (one.get_text(), other.get_text())
    return [text.get_text().strip() for text, _ in boxes]
