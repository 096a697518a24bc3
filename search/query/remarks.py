"""What the query language says to a reader whose query it could not take as typed: one function per remark.

Each names the part of the query, what was done with it, and, where there is one, the way out.
"""

from __future__ import annotations

from index.schema import FIELDS, Field
from search.results import Diagnostic, Unplaced


def too_long(limit: int, start: int, end: int) -> Diagnostic:
    """The query has more characters than are read."""
    message = f"Kueri terlalu panjang. Hanya {limit} huruf pertama yang dipakai."
    return Diagnostic("too-long", message, start, end)


def too_many_clauses(limit: int, start: int, end: int) -> Diagnostic:
    """The query has more words than are read."""
    message = f"Kueri memuat lebih dari {limit} kata. Kata sesudahnya tidak dicari."
    return Diagnostic("too-many-clauses", message, start, end)


def too_deep(limit: int, start: int, end: int) -> Diagnostic:
    """Parentheses inside parentheses beyond what is read."""
    message = f"Tanda kurung bertumpuk lebih dari {limit} lapis. Kurung yang terdalam diabaikan."
    return Diagnostic("too-deep", message, start, end)


def long_word(limit: int, start: int, end: int) -> Diagnostic:
    """One word has more letters than are read."""
    return Diagnostic("long-word", f"Kata terlalu panjang. Hanya {limit} huruf pertama yang dicari.", start, end)


def unbalanced_quote(start: int, end: int) -> Diagnostic:
    """A phrase was opened and not closed."""
    message = "Tanda kutip tidak ditutup. Semua kata sesudahnya dicari sebagai satu kutipan."
    return Diagnostic("unbalanced-quote", message, start, end)


def unclosed_parenthesis(start: int, end: int) -> Diagnostic:
    """A group was opened and not closed."""
    message = "Tanda kurung tidak ditutup. Kelompok ini dianggap berakhir di ujung kueri."
    return Diagnostic("unbalanced-parenthesis", message, start, end)


def unopened_parenthesis(start: int, end: int) -> Diagnostic:
    """A group was closed and not opened."""
    message = "Kurung tutup ini tidak punya kurung buka. Tanda itu diabaikan."
    return Diagnostic("unbalanced-parenthesis", message, start, end)


def unknown_field(name: str, start: int, end: int) -> Diagnostic:
    """Something that looks like a field is none of ours."""
    known = ", ".join(f"{field.prefixes[0]}:" for field in FIELDS if field.prefixes)
    message = f"“{name}:” tidak dikenal dan dicari sebagai teks biasa. Yang dikenal: {known}"
    return Diagnostic("unknown-field", message, start, end)


def empty_field(name: str, start: int, end: int) -> Diagnostic:
    """A field without a value."""
    message = f"Tidak ada kata sesudah “{name}:”. Bagian itu diabaikan."
    return Diagnostic("empty-field", message, start, end)


def bad_date(text: str, start: int, end: int) -> Diagnostic:
    """A value of the date field that is no date."""
    message = (
        f"“{text}” bukan tanggal yang dikenal, jadi diabaikan. "
        "Contoh yang dikenal: tanggal:2019, tanggal:2019-09, tanggal:2019-09-15, tanggal:2019..2020-06, tanggal:7-hari"
    )
    return Diagnostic("bad-date", message, start, end)


def reversed_days(text: str, read: str, start: int, end: int) -> Diagnostic:
    """A range whose end is before its beginning."""
    message = f"Rentang tanggal “{text}” terbalik, jadi dibaca sebagai {read}."
    return Diagnostic("reversed-range", message, start, end)


def dangling_operator(text: str, start: int, end: int) -> Diagnostic:
    """An operator that has nothing to work on."""
    where = "sesudahnya" if text in {"BUKAN", "NOT", "-"} else "di kiri dan kanannya"
    message = f"“{text}” memerlukan kata {where}. Di sini diabaikan."
    return Diagnostic("dangling-operator", message, start, end)


def short_pattern(text: str, least: int, start: int, end: int) -> Diagnostic:
    """An asterisk or a question mark in a word of too few letters."""
    message = f"Kata dengan tanda * atau ? perlu paling sedikit {least} huruf. “{text}” dicari sebagai kata biasa."
    return Diagnostic("short-prefix", message, start, end)


def misplaced_asterisk(text: str, start: int, end: int) -> Diagnostic:
    """An asterisk in something that is not one word."""
    message = f"Tanda * hanya berlaku dalam satu kata dari huruf dan angka. “{text}” dicari sebagai kata biasa."
    return Diagnostic("misplaced-asterisk", message, start, end)


def short_fuzzy(text: str, least: int, start: int, end: int) -> Diagnostic:
    """A tilde behind too few letters."""
    message = f"Sebelum tanda ~ perlu paling sedikit {least} huruf. “{text}” dicari tanpa tanda itu."
    return Diagnostic("short-fuzzy", message, start, end)


def wide_fuzzy(most: int, start: int, end: int) -> Diagnostic:
    """A tilde with a number beyond what is looked for."""
    return Diagnostic("wide-fuzzy", f"Tanda ~ menerima paling banyak {most} huruf yang berbeda.", start, end)


def wide_near(most: int, start: int, end: int) -> Diagnostic:
    """A distance beyond what is looked for."""
    return Diagnostic("wide-near", f"Jarak antarkata paling jauh {most} kata. Dicari dengan jarak itu.", start, end)


def misplaced_near(text: str, most: int, start: int, end: int) -> Diagnostic:
    """DEKAT or SEBELUM beside something that is neither a word nor a phrase, or with too many of them."""
    message = (
        f"“{text}” hanya menghubungkan kata dan kutipan, dengan tanda yang sama, paling banyak {most} untuk DEKAT. "
        "Di sini dibaca sebagai DAN."
    )
    return Diagnostic("misplaced-near", message, start, end)


def only_in_text(text: str, start: int, end: int) -> Diagnostic:
    """A distance asked of names."""
    message = f"“{text}”: jarak antarkata hanya berlaku untuk teks, judul, dan isi. Diabaikan di sini."
    return Diagnostic("only-in-text", message, start, end)


def no_words(start: int, end: int) -> Diagnostic:
    """Nothing that could be searched."""
    return Diagnostic("no-words", "Tidak ada kata yang dapat dicari di sini.", start, end)


def many_forms(text: str, there_are: int, taken: int) -> Unplaced:
    """A pattern stands for more forms than are looked for."""
    message = f"“{text}” mencakup {there_are} bentuk kata. Hanya {taken} bentuk yang paling sering yang dicari."
    return Unplaced("many-forms", message, text)


def unknown_name(text: str, field: Field) -> Unplaced:
    """No article is filed under anything of this name."""
    return Unplaced("unknown-name", f"Tidak ada {field.label.lower()} yang cocok dengan “{text}” di arsip ini.", text)


def too_costly() -> Unplaced:
    """The query would read more postings than one query may."""
    message = "Kueri ini terlalu berat dan tidak dijalankan. Kurangi kata yang umum, kutipan, atau tanda *."
    return Unplaced("too-costly", message)
