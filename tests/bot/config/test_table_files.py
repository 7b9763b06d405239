"""Tables as Excel and WPS save them: every usual encoding is read, all else is told what to do."""

import csv
import io
from pathlib import Path

import pytest

from bot.config.csv_tables import as_text
from bot.config.directory_csv import read_directory, write_directory
from bot.config.file_problems import ProfileError
from bot.config.tables.columns import CHINESE, as_wanted
from domain.network.units import Level, Unit

SHIPPED = Path(__file__).parents[3] / "profiles" / "hunan" / "units.csv"
TEXT = SHIPPED.read_text(encoding="utf-8")
LOCALES = ("zh-Hans", "en")


def read(tmp_path, data):
    path = tmp_path / "units.csv"
    path.write_bytes(data)
    return read_directory(path, LOCALES)


def refused(tmp_path, data):
    with pytest.raises(ProfileError) as wrong:
        read(tmp_path, data)
    return [str(problem) for problem in wrong.value.problems]


def each_row(change):
    rows = [change(cells) for cells in csv.reader(io.StringIO(TEXT))]
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    return written.getvalue()


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_every_encoding_of_a_spreadsheet_is_read(tmp_path, encoding, ends):
    assert read(tmp_path, TEXT.replace("\n", ends).encode(encoding)) == read_directory(
        SHIPPED, LOCALES
    )


@pytest.mark.parametrize("separator", ["\t", ";"])
def test_other_separators_are_read(tmp_path, separator):
    """Excel's "Unicode text" has tabs, and semicolons where the comma is the decimal sign."""
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=separator).writerows(csv.reader(io.StringIO(TEXT)))
    marked = "\ufeff" + written.getvalue()
    assert read(tmp_path, marked.encode("utf-16-be")) == read_directory(SHIPPED, LOCALES)


@pytest.mark.parametrize("told", ["sep=;", "SEP=;", '"sep=;"', "sep=;;;;;"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gbk", "utf-16-le"])
def test_a_first_line_that_tells_the_separator(tmp_path, told, encoding):
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=";").writerows(csv.reader(io.StringIO(TEXT)))
    text = f"{told}\r\n{written.getvalue()}"
    assert read(tmp_path, text.encode(encoding)) == read_directory(SHIPPED, LOCALES)
    changed = text.replace("province", "provinz", 1).encode(encoding)
    assert refused(tmp_path, changed)[0].startswith("units.csv, line 3: level: ")


def test_line_ends_of_every_kind_in_one_file(tmp_path):
    lines = TEXT.splitlines()
    mixed = "".join(line + ("\n", "\r\n", "\r")[n % 3] for n, line in enumerate(lines))
    assert read(tmp_path, mixed.encode()) == read_directory(SHIPPED, LOCALES)


def test_quotes_and_bytes_that_nobody_sees(tmp_path):
    quoted = io.StringIO(newline="")
    csv.writer(quoted, quoting=csv.QUOTE_ALL).writerows(csv.reader(io.StringIO(TEXT)))
    assert read(tmp_path, quoted.getvalue().encode("gbk")) == read_directory(SHIPPED, LOCALES)
    (problem,) = refused(tmp_path, TEXT.replace("长沙市", "长\0沙市", 1).encode())
    assert "position 2 there is a character that cannot be seen (U+0000)" in problem
    assert "quotation mark left open" in refused(tmp_path, (TEXT + '"').encode())[0]


@pytest.mark.parametrize(
    "change",
    [
        lambda cells: [*cells, "", ""],
        lambda cells: [*cells[:3], "", *cells[3:]],
        lambda cells: ["" if cell == "" else f" {cell} " for cell in cells],
        lambda cells: cells if cells[0] == "code" else "\0".join(cells).rstrip("\0").split("\0"),
        lambda cells: cells[::-1],
    ],
    ids=["behind", "between", "spaces", "early end", "another order"],
)
def test_empty_columns_and_missing_cells_are_nothing(tmp_path, change):
    assert read(tmp_path, each_row(change).encode()) == read_directory(SHIPPED, LOCALES)


def test_a_value_under_no_name_is_named_by_row_and_column(tmp_path):
    changed = each_row(lambda cells: [*cells, "x" if cells[0] == "voc" else ""])
    assert refused(tmp_path, changed.encode()) == [
        "units.csv, line 18: (row): has a value in column L, which has no name: empty it"
    ]


@pytest.mark.parametrize("separator", [",", ";"])
def test_a_separator_without_quotation_marks_does_not_move_a_host(tmp_path, separator):
    """The row has one cell more than the others, and its last one is empty."""
    row = next(row for row in csv.reader(io.StringIO(TEXT)) if row[0] == "changsha")
    moved = [*row[:9], "wfblxx.changsha.cn", "changsha.cn", ""]
    rows = [moved if each == row else each for each in csv.reader(io.StringIO(TEXT))]
    text = "\n".join(separator.join(each) for each in rows)
    (problem,) = refused(tmp_path, text.encode())
    assert problem.startswith("units.csv, line 3: (row): has 12 cells where the first line has 11")
    assert problem.endswith("a comma, semicolon or tab in a cell needs quotation marks")


def test_empty_cells_behind_each_row_but_the_first_are_nothing(tmp_path):
    text = each_row(lambda cells: cells if cells[0] == "code" else [*cells, ""])
    assert read(tmp_path, text.encode()) == read_directory(SHIPPED, LOCALES)


def test_a_title_above_the_names_of_the_columns_is_one_fault(tmp_path):
    (one,) = refused(tmp_path, f"湖南省网络举报电话一览表,,,,\n\n{TEXT}".encode())
    assert one == (
        "units.csv, line 1: (file): the first line must be the column names, not a title;"
        " they stand on line 3: delete what is above"
    )
    (one,) = refused(tmp_path, b"a,b\n1,2\n")
    assert one.endswith("not a title; " + TEXT.partition("\n")[0])


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \r\n\n", b",,\n", b"sep=;\n"])
def test_an_empty_file_is_said_to_be_empty(tmp_path, data):
    names = TEXT.partition("\n")[0]
    assert refused(tmp_path, data) == [
        f"units.csv, line 1: (file): is empty: the first line must be the column names; {names}"
    ]


@pytest.mark.parametrize(
    ("data", "line", "why"),
    [
        (b"PK\x03\x04\x14\x00", 1, "is a damaged workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", 1, "is an old workbook"),
        (TEXT.encode().replace("长沙市".encode(), b"\xe9\x95\xbf\xff", 1), 3, "damaged place"),
        (TEXT.encode()[:-20] + "湖".encode()[:2], 32, "damaged place"),
        (b"code\nab\x81\x20\n", 2, "is not GB18030 text, nor UTF-8"),
        (b"code\nab\xaa\xa1\n", 2, "unknown encoding"),  # a character for private use
        (b"\xff\xfec\x00o\x00\x00\xd8", 1, "is not UTF-16-LE"),
    ],
)
def test_what_no_encoding_fits_is_named_with_its_line_and_what_to_do(tmp_path, data, line, why):
    (problem,) = refused(tmp_path, data)
    assert problem.startswith(f"units.csv, line {line}: (file): ")
    assert why in problem
    assert "“CSV UTF-8”" in problem


PHONES = ("073188667349", "+86-731-88667349", "12345", "0731-88667349", "10086100861008")


def test_what_a_spreadsheet_would_take_for_a_number_is_written_as_text(tmp_path):
    assert [as_text(phone) for phone in PHONES] == [
        '="073188667349"',
        '="+86-731-88667349"',
        "12345",
        "0731-88667349",
        '="10086100861008"',
    ]
    units = [
        Unit(
            code=f"u{number}",
            level=Level.CITY if number else Level.PROVINCE,
            parent="u0" if number else None,
            names={"zh-Hans": f'=1+"{number}"', "en": f"-{number}"},
            phone=phone,
        )
        for number, phone in enumerate(PHONES[:-1])  # the last is too long for a phone number
    ]
    text = write_directory(units, LOCALES)
    assert read(tmp_path, text.encode("utf-8-sig")) == tuple(units)
    shown = text.replace('=""', "").replace('"""', '"')  # as a spreadsheet shows and saves it
    assert [unit.phone for unit in read(tmp_path, shown.encode("gbk"))] == list(PHONES[:-1])


@pytest.mark.parametrize(
    "change",
    [
        str.upper,
        lambda header: header.replace("_", " ").title(),
        lambda header: header.replace("code", "ｃｏｄｅ").replace("level", "\u200blevel\u00a0"),
    ],
)
def test_names_of_columns_as_people_type_them(tmp_path, change):
    header, rest = TEXT.split("\n", 1)
    read_so = read(tmp_path, f"{change(header)}\n{rest}".encode())
    assert read_so == read_directory(SHIPPED, LOCALES)


@pytest.mark.parametrize(
    "header",
    [
        "编码,级别,上级,单位名称,英文名称,地区,举报电话（24小时）,电子邮箱,邮箱打码,域名,网址",
        "代码,层级,上级单位编码,名 称,英文名,辖区,值班电话,举报邮箱,邮箱是否打码,网站域名,网站",
    ],
)
def test_names_of_columns_in_chinese(tmp_path, header):
    rest = TEXT.split("\n", 1)[1]
    read_so = read(tmp_path, f"{header}\n{rest}".encode("gb18030"))
    assert read_so == read_directory(SHIPPED, LOCALES)


def test_each_name_of_a_column_in_chinese_is_one_columns():
    names = [name for each in CHINESE.values() for name in each]
    assert len(names) == len(set(names))
    assert all(as_wanted(name, tuple(CHINESE)) in CHINESE for name in names)


@pytest.mark.parametrize("separator", ["|", "，"])
def test_marks_that_people_put_between_cells(tmp_path, separator):
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=separator).writerows(csv.reader(io.StringIO(TEXT)))
    assert read(tmp_path, written.getvalue().encode()) == read_directory(SHIPPED, LOCALES)


def test_codes_in_other_case_are_the_same_codes(tmp_path):
    changed = TEXT.replace("changsha,city,hunan", "Changsha,city,ＨＵＮＡＮ").encode()
    assert read(tmp_path, changed) == read_directory(SHIPPED, LOCALES)


def test_utf_32_is_read(tmp_path):
    assert read(tmp_path, TEXT.encode("utf-32")) == read_directory(SHIPPED, LOCALES)


def test_other_encodings_of_east_asia_do_not_become_other_names(tmp_path):
    """Read as GB18030 they are rare characters, which nobody would notice in a long list."""
    (problem,) = refused(tmp_path, TEXT.encode("shift_jis", errors="replace"))
    assert problem.startswith("units.csv, line 2: (file): is in an unknown encoding: in Excel")


def test_traditional_characters_are_read(tmp_path):
    simplified = "湖南省互联网违法和不良信息举报中心"
    traditional = "湖南省互聯網違法和不良信息舉報中心"
    text = TEXT.replace(simplified, traditional)
    first = read(tmp_path, text.encode("gbk"))[0]
    assert first.name("zh-Hans") == traditional


def test_names_of_which_only_question_marks_are_left(tmp_path):
    """As Excel saves Chinese text in the code page of a Windows in English."""
    problems = refused(tmp_path, TEXT.encode("cp1252", errors="replace"))
    assert any("line 2: names.name_zh: Please answer this in words" in each for each in problems)
