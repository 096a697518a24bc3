"""Strings that have broken search boxes, or were meant to."""

from __future__ import annotations

_WRITTEN = (
    # nothing there
    "", " ", "\t\n", "\u00a0", "\u3000", "\0", "\0\0\0", "\ufeff", "\u200b", "?", "???", "...", "…", "!", "-",
    "--", " - ", "—", "–", "*", "**", "***", "$", "$1", "\\", "\\\\", "/", "//", ":", "::", ":::", "&&", "||",
    "+", "^", "~", "~2", "#", "@", "%", "%%", "%s",
    # pairs
    '"', '""', '"""', '" "', '"(', '("', "“", "”", "”“", "«»", "'", "''", "(", ")", "()", ")(", "((", "))",
    "(()", "())", "( )", "(((a", "a)))", '(")")', '"a" "', "a\"b\"c", "(a", "a)", "(a) b)", "[", "]", "{}",
    "[a TO z]", "{a TO b}", "<", ">", "<>",
    # operators
    "DAN", "ATAU", "BUKAN", "AND OR NOT", "DAN DAN", "DAN banjir", "banjir ATAU", "BUKAN BUKAN",
    "a DAN ATAU b", "a BUKAN DAN b", "(DAN)", "(a DAN) b", "a DAN ()", "-", "- a", "-(", "-()", '-"', '-""',
    "--a", "---", "-a-", "a -", "-DAN", "-BUKAN", "BUKAN -a", "BUKAN (BUKAN (BUKAN a))", "a ATAU ATAU ATAU b",
    "NOT", "not", "dan", "DaN", "DAN.", '"DAN"', "judul:DAN", "judul:DAN a",
    # fields
    "judul:", "judul: ", 'judul:"', 'judul:""', "judul:()", "judul:(", "judul:)", "judul:*", "judul:-",
    "judul:-a", "judul:judul:", "judul:isi:a", "judul:isi:orang:", "a:b:c", "a:b", ":a", "a:", "foo:bar",
    "foo:(a b)", 'foo:"a b"', "foo::bar", "http://a.b/c?d=e&f=g", "https://", "10:30", "10:30:45", "JUDUL:a",
    "Judul:A", "text:a", "_:a", "é:a", "judul：a", "tanggal:", "tanggal:..", "tanggal:...", "tanggal:2019-13",
    "tanggal:2019-02-29", "tanggal:99999..1", "tanggal:-999999999", "tanggal:2020..2019", "tanggal:0000",
    "tanggal:9999", "tanggal:9999-12-31", "tanggal:0001..", "tanggal:" + "9" * 400,
    "tanggal:2019-" + "1" * 450, "tanggal:(2019 banjir)", "tanggal:٢٠١٩", "date:[99999 TO 1]",
    "tanggal:2019..2020..2021", 'tanggal:"2019"', "tanggal:kemarin", "tanggal:²⁰¹⁹", "-tanggal:2019",
    "tanggal:2019*",
    # wildcards and the languages of other engines
    "a*", "ab*", "*a", "*a*", "a*b", "b*n*r", "?*?*?*?*?*a", "banjir**", "banjir*,", '"banjir*"', "*:*",
    "banjir~9", "banjir^1e9", "/a.*/", "((.|.)*)*z", "(a+)+$", "_exists_:a", "a~1 b~2", "+banjir -longsor",
    "a && b || !c", "02091-C-71", "\"a b\"~5", "title:a^2",
    # injections
    "' OR '1'='1", "'; DROP TABLE articles; --", "1; SELECT pg_sleep(10)", "\" OR \"\"=\"",
    "UNION SELECT * FROM articles", "Robert'); --", "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>", "javascript:alert(1)", "<svg/onload=alert(1)>", "&lt;b&gt;", "{{7*7}}",
    "${jndi:ldap://x/a}", "{% raw %}", "../../etc/passwd", "..\\..\\", "%00", "%0d%0aSet-Cookie:a=b",
    "a\r\nb", "; ls -la", "$(id)", "`id`", "=1+1", "@SUM(1)", "null", "None", "undefined", "NaN", "true",
    "1e309", "-1", "0", "0x0",
    # scripts and code points
    "🌊", "🌊banjir🌊", "👨‍👩‍👧‍👦", "\u200fbanjir", "\u202ebanjir\u202c", "ban\u00adjir", "ban\u200bjir", "é",
    "e\u0301", "ﬁ", "北京", "مصر", "İstanbul", "ß", "\ud800", "\udfff", "a\ud800b", "\uffff", "\U0010ffff",
    "\x7f", "\x1b[31m", "\x85", "\u2028", "Z̷̢͎a̸̛l̶g̷o̸", "½", "²", "Ⅷ", "ａｂｃ", "（a）",
    # size
    "(" * 20_000, ")" * 20_000, "(" * 20_000 + "a" + ")" * 20_000, "BUKAN " * 2_000, "NOT " * 2_000 + "a",
    "-" * 20_000, "- " * 2_000, "a DAN " * 10_000, "a ATAU " * 300, "a " * 100_000, "a" * 1_000_000,
    '"' * 5_000, "“”" * 3_000, "judul:" * 3_000, "judul:(" * 300, "-(" * 200, "-(a " * 100, "(a ATAU " * 60,
    ":" * 2_000, "a:" * 250, "*" * 2_000, " " * 5_000, " " * 600 + "banjir", "\0" * 2_000, "a*" * 200,
    "x" * 64 + "*", "x" * 63 + "*", "x" * 63 + "*y", "?" * 64 + "a",
    "(((((((((((a b) c) d) e) f) g) h) i) j) k) l)",
)  # fmt: skip

_BROKEN = (
    # dates that are none, or nearly
    *(f"tanggal:{text}" for text in (
        "hari", "ini", "hari ini ini", "hari-ini-", "7", "7hari", "7 hari hari", "-7 hari", "0 hari", "00 hari",
        "99999 hari", "9999 tahun", "9999 bulan", "1 abad", "tujuh hari", "hari ini..", "..hari ini",
        "hari ini..kemarin", "kemarin..hari ini..2019", "besok", "lusa", "minggu", "minggu depan", "bulan", "tahun",
        "tahun ini lalu", "31 februari 2020", "32 januari 2020", "0 januari 2020", "januari", "januari 99999",
        "2020 januari", "1/13/2020", "31/2/2020", "1/1/20", "1//2020", "1/1/2020/1", "1-1.2020", "2020..", "....",
        "2019.2020", "2019...2020", "2019..2020..", "2019 .. 2020", "2019 s.d. 2020", "'2019'", "(2019", "2019)",
        "2019-W05", "2019-1-1T00:00", "1e3", "+2019", "２０１９", "2019~", "2019?", "?", "~1", "DAN 2019", "-2019",
        "--2019", "ATAU", "judul:2019", "tanggal:2019", '"hari ini', '"2019 2020"', '"', "", "\u200b2019",
    "2019\u200b",
    )),
    # names that are none
    *(f"orang:{text}" for text in (
        "*", "?", "~", "~~", "*?*", "a*", "ab?", "???", "jok?wi~", "jokowi~9", "jokowi~-1", "jokowi~x", "jokowi~~2",
        '"joko widodo"~5', '"joko*"', "joko DEKAT/3 widodo", "(joko widodo", "joko) widodo", "-joko", "--joko",
    "@joko",
        "joko@widodo", "joko/widodo", "https://a.b", "'joko'", "jo'ko", "jo’*", "<b>joko</b>", "\0", "🌊", "北京*",
        "\u202ejoko", "joko:widodo", "orang:joko", "judul:joko", "DAN", "BUKAN joko", "tanggal:2019", "joko\nwidodo",
    )),
    # patterns, misspellings and distances out of place
    "*.*", "a**b**c", "abc***", "***abc", "?a?b?c?", "ab?*?*?cd", "a*b*c*d*e*f*g*h", "abc*~1", "abc~*",
    "abc?~2", "~abc",
    "abc~1~2", "abc~²", "abc~٣", "abc~1.5", "abc~99999999999999999999", '"abc"~', '"abc def"~x', '"abc def"~1~2',
    '"abc def"*', '"abc def"?', '*"abc"', '~"abc def"', '"~5"', '"a b c d e f g"~0', '"a b"~000000', '"* ?"~3',
    "a DEKAT/ b", "a DEKAT/x b", "a DEKAT/-1 b", "a DEKAT/1.5 b", "a DEKAT/٣ b", "a DEKAT/99999999999999999999 b",
    "DEKAT/5", "DEKAT/5 DEKAT/5", "a DEKAT/5 DEKAT/5 b", "DEKAT/5 a", "a DEKAT/5 (b c)", "(a b) SEBELUM/5 c",
    "a DEKAT/5 -b", "a DEKAT/5 BUKAN b", "a DEKAT/5 judul:b", "judul:DEKAT/5", "a dekat/5 b", "a Near/5 b",
    "a NEAR/5 b BEFORE/5 c DEKAT/5 d", "a SEBELUM/5 a SEBELUM/5 a", "a DEKAT/0 a", '"" DEKAT/5 ""', "? DEKAT/5 ?",
    # operators of other languages, other cases, other places
    "dan atau bukan", "Dan Atau Bukan", "DAN/ATAU", "DAN,ATAU", "DAN-ATAU", "a DAN-b", "a-DAN-b", "aDANb", "a +DAN b",
    "a OF b", "a EN b", "a XOR b", "a | b", "a || b", "a & b", "a ∧ b", "a ¬ b", "a – b", "a — b", "a −b", "a ‑b",
    "BUKAN", "BUKAN BUKAN BUKAN", "BUKAN a BUKAN", "- - a", "-+a", "+-a", "!a", "^a", "=a", "a=b", "a==b", "a<>b",
    "a ATAU (b DAN", "a ATAU ) b", "((a) ATAU", ")a( ATAU", "(ATAU)", "() ATAU ()", "-() a", "-(-(-(-a)))", "(-)",
    "judul:(", "judul:((", "judul:)a(", "judul:(a", "judul:a)", "judul:(DAN)", "judul:-(a b)", "judul:(isi:(orang:(a",
    "judul :a", "judul: :a", "judul::a", ":judul:a", "judul:a:b:c", "judulisi:a", "judul.isi:a", "judul-isi:a",
    "judul:“a", "judul:a”", 'judul:"a" "b', "judul:'a b'", "JUDUL:", "ＪＵＤＵＬ:a", "judul∶a", "isi:judul:isi:judul:a",
    # quotation marks of every kind, and none that match
    "„a“", "‚a‘", "‘a b’", "‹a›", "「a」", "``a''", "'a\"b'", '"a\'b"', '"a “b” c"', "“a “b” c”", "a”b“c", '"""a"""',
    '"\n"', '"\0"', '"-a"', '"-"', '"(a)"', '"a DAN b"', '"judul:a"', '" a"', '"a "', '"a  b"', '"a\tb"',
    # numbers and money, as they come
    "Rp", "Rp.", "Rp1.000.000,-", "1.000.000", "1,000,000.00", "4,5%", "%", "100%", "50%-60%", "US$", "$5",
    "1/2", "10:30",
    "10.30-12.00", "15/9/2022", "1..2", "1.,2", "A.S.", "S.H., M.H.", "a.b.c.d.e.f.g", ".a", "a.", "...a...",
    # what became of text on its way
    "â€œbanjirâ€\u009d", "Jumâ€™at", "‚Äúa‚Äù", "caf√©", "cafÃ©", "&quot;a&quot;", "&amp;", "%22a%22", "a%20b",
    "=?utf-8?q?a?=",
    "\ufffd", "a\ufffdb", "\x00a\x00", "a\u2028b", "a\u2029b", "a\x0bb", "a\x0cb", "a\x1fb", "\u200d",
    "a\u0300\u0301\u0302",
    "\u0300", "\u0300a", "\u061ca", "\ufe0f", "a\ufe0f", "🇮🇩", "👍🏽*", "e\u0301*", "İ*", "ß~1", "ﬁsika~",
    "Ａ*ｂｃ", "①②③",
)  # fmt: skip

STRINGS = tuple(dict.fromkeys((*_WRITTEN, *_BROKEN)))
