"""Strings that have broken search boxes, or were meant to."""

from __future__ import annotations

STRINGS = (
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
