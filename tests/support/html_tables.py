"""The tables of a page by their caption, and what a reader with a screen reader needs."""

from html.parser import HTMLParser


class Page(HTMLParser):
    """Captions, heads and rows of each table; headings; the sentences of lists; what is loaded."""

    def __init__(self, html):
        super().__init__()
        self.tables, self.headings, self.items, self.loads, self.lang = {}, [], [], [], ""
        self.paragraphs = []
        self._rows, self._caption, self._text, self._in = [], "", "", []
        self.scopes = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.loads += [value for name, value in attrs if name in {"src", "href", "srcset"}]
        self.lang = found.get("lang", self.lang)
        if tag == "table":
            self._rows = []
        if tag == "tr":
            self._rows.append([])
        if tag == "th":
            self.scopes.append(found.get("scope"))
        self._text = ""

    def handle_data(self, data):
        self._text += data

    def handle_endtag(self, tag):
        text = " ".join(self._text.split())
        if tag in {"th", "td"}:
            self._rows[-1].append(text)
        elif tag == "caption":
            self._caption = text
        elif tag == "table":
            self.tables[self._caption] = self._rows
        elif tag in {"h1", "h2", "h3"}:
            self.headings.append((tag, text))
        elif tag == "li":
            self.items.append(text)
        elif tag == "p":
            self.paragraphs.append(text)
        self._text = ""
