"""What LibreOffice puts on the clipboard, fault by fault."""

from releases.pasting import Pasted, tidied

HEAD = """<!DOCTYPE html>
<html>
<head>
	<meta http-equiv="content-type" content="text/html; charset=utf-8"/>
	<title></title>
	<meta name="generator" content="LibreOffice 24.2.5.2 (Linux)"/>
	<style type="text/css">
		@page { size: 21cm 29.7cm; margin: 2cm }
		p { line-height: 115%; margin-bottom: 0.25cm; background: transparent }
	</style>
</head>
<body lang="id-ID" link="#000080" vlink="#800000" dir="ltr">"""


def html(fragment: str) -> str:
    return tidied(f"{HEAD}{fragment}</body>\n</html>").html


def test_classes_fonts_and_languages():
    fragment = (
        '<p lang="en-US" align="justify" class="western" style="margin-bottom: 0cm">\n'
        '<font face="Liberation Serif, serif"><font size="3" style="font-size: 12pt">'
        '<span lang="id-ID">Taman <b>baca</b></span></font></font></p>'
    )
    assert html(fragment) == "<p>Taman <strong>baca</strong></p>"


def test_headings_and_titles():
    fragment = (
        '<p align="center" class="title" style="font-weight: bold">Taman Baca</p>\n'
        '<h1 class="western"><a name="_x1"></a>Jadwal</h1>\n<h3 class="cjk">Senin</h3>'
    )
    assert html(fragment) == "<h2>Taman Baca</h2>\n<h2>Jadwal</h2>\n<h3>Senin</h3>"


def test_paragraphs_in_items():
    fragment = '<ul>\n\t<li><p style="margin-bottom: 0cm">\n\tbuku</p></li>\n</ul>'
    assert html(fragment) == "<ul>\n<li>buku</li>\n</ul>"


def test_nested_lists_beside_the_item():
    fragment = "<ol><li><p>buku</p></li><ol><li><p>anak</p></li></ol><li><p>peta</p></li></ol>"
    assert html(fragment) == "<ol><li>buku<ol><li>anak</li></ol></li><li>peta</li></ol>"


def test_indents_as_definitions():
    fragment = "<dl><dd><p>Taman baca.</p></dd><dd>Sukamaju.</dd></dl>"
    assert html(fragment) == "<p>Taman baca.</p><p>Sukamaju.</p>"


def test_centred_text():
    assert html("<center><b>Taman</b></center><center>baca</center>") == (
        "<p><strong>Taman</strong></p><p>baca</p>"
    )


def test_tables_with_columns_and_paragraphs_in_cells():
    fragment = (
        '<table width="643" cellpadding="4" cellspacing="0"><col width="312"/><col width="313"/>'
        '<tr valign="top"><th width="312" style="border: 1px solid"><p class="western">Hari</p>'
        '</th><th width="313"><p class="western"><b>Jam</b></p></th></tr>'
        '<tr valign="top"><td width="312"><p class="western">Senin</p></td>'
        '<td width="313"><p class="western"><br/>\n</p></td></tr></table>'
    )
    assert html(fragment) == (
        '<table><thead><tr><th scope="col">Hari</th><th scope="col">Jam</th></tr></thead>'
        "<tbody><tr><td>Senin</td><td></td></tr></tbody></table>"
    )


def test_empty_paragraphs_with_a_break():
    fragment = (
        '<p>Satu</p>\n<p class="western" style="margin-bottom: 0cm"><br/>\n\n</p>\n<p>Dua</p>'
    )
    assert html(fragment) == "<p>Satu</p>\n<p>Dua</p>"


def test_fields():
    fragment = '<p>Halaman <sdfield type="PAGE" subtype="RANDOM" format="PAGE">2</sdfield></p>'
    assert html(fragment) == "<p>Halaman 2</p>"


def test_references_to_footnotes():
    fragment = (
        '<p>Gratis<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym">'
        '<sup>1</sup></a></p><div id="sdfootnote1"><p class="sdfootnote">'
        '<a class="sdfootnotesym" href="#sdfootnote1anc">1</a> Anak.</p></div>'
    )
    assert html(fragment) == "<p>Gratis<sup>1</sup></p><p>1 Anak.</p>"


def test_pictures_in_the_text():
    picture = '<img src="data:image/png;base64,iVBORw0KGgo=" name="Gambar1" align="bottom"/>'
    assert tidied(f"{HEAD}<p>{picture}Taman</p>") == Pasted("<p>Taman</p>", 1)
