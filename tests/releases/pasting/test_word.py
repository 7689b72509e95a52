"""What Word puts on the clipboard, fault by fault."""

from releases.pasting import Pasted, tidied

HEAD = """Version:1.0
StartHTML:0000000105
EndHTML:0000009000
StartFragment:0000000500
EndFragment:0000008900

<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=Generator content="Microsoft Word 15">
<title>Rancangan</title>
<link rel=File-List href="file:///C:/Users/sari/AppData/Local/Temp/msohtmlclip1/01/filelist.xml">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<xml><w:LatentStyles DefLockedState="false">Normal</w:LatentStyles></xml>
<style>
<!-- p.MsoNormal {margin:0cm; font-family:"Calibri",sans-serif;} @page WordSection1 {} -->
</style>
</head>
<body lang=IN style='tab-interval:36.0pt;word-wrap:break-word'>
<!--StartFragment-->
"""
FOOT = "<!--EndFragment-->\n</body>\n</html>"


def html(fragment: str) -> str:
    return tidied(HEAD + fragment + FOOT).html


def test_the_head_of_the_clipboard_is_no_text():
    fragment = "<p class=MsoNormal><span lang=IN>Taman baca\ndibuka.<o:p></o:p></span></p>"
    assert html(fragment) == "<p>Taman baca dibuka.</p>"


def test_paragraphs_with_nothing_but_o_p():
    fragment = "<p class=MsoNormal>Satu</p>\n\n<p class=MsoNormal><o:p>&nbsp;</o:p></p>\n\n"
    assert html(fragment + "<p class=MsoNormal>Dua</p>") == "<p>Satu</p>\n<p>Dua</p>"


def test_conditional_comments():
    fragment = (
        "<p class=MsoNormal>Satu<!--[if supportFields]><span>PAGE \\* MERGEFORMAT</span>"
        "<![endif]--><![if !supportAnnotations]> dua<![endif]></p>"
    )
    assert html(fragment) == "<p>Satu dua</p>"


def test_smart_tags():
    fragment = (
        '<?xml:namespace prefix = st1 ns = "urn:schemas-microsoft-com:office:smarttags" />'
        '<p>Di <st1:place w:st="on"><st1:City w:st="on">Sukamaju</st1:City></st1:place>.</p>'
    )
    assert html(fragment) == "<p>Di Sukamaju.</p>"


def test_bookmarks():
    fragment = (
        '<h2><a name="_Toc4711"></a><a name="_Ref12"><span>Jadwal</span></a></h2>'
        '<p class=MsoToc1><a href="#_Toc4711">Jadwal</a></p>'
    )
    assert html(fragment) == "<h2>Jadwal</h2><p>Jadwal</p>"


def test_title_and_heading_styles():
    fragment = (
        "<p class=MsoTitle>Taman Baca</p><p class=MsoSubtitle>Sukamaju</p>"
        "<h1 style='mso-list:l3 level1 lfo9'><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;"
        "</span></span>Jadwal<o:p></o:p></h1><p class=MsoHeading6>Lain</p>"
        "<p class=MsoNormal style='mso-outline-level:3'>Biaya</p>"
    )
    assert html(fragment) == (
        "<h2>Taman Baca</h2><h3>Sukamaju</h3><h2>1. Jadwal</h2><h4>Lain</h4><h3>Biaya</h3>"
    )


def test_references_to_footnotes():
    fragment = (
        "<p class=MsoNormal>Dibuka Senin<a style='mso-footnote-id:ftn1' href=\"#_ftn1\" "
        'name="_ftnref1" title=""><sup><span class=MsoFootnoteReference><span '
        "style='mso-special-character:footnote'><![if !supportFootnotes]>[1]<![endif]></span>"
        "</span></sup></a>.</p><div style='mso-element:footnote-list'><![if !supportFootnotes]>"
        '<br clear=all><hr align=left size=1 width="33%"><![endif]>'
        "<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText>"
        '<a href="#_ftnref1">[1]</a> Kecuali libur.</p></div></div>'
    )
    assert html(fragment) == "<p>Dibuka Senin<sup>[1]</sup>.</p><hr><p>[1] Kecuali libur.</p>"


def test_tracked_changes():
    fragment = (
        "<p class=MsoNormal>Dibuka <s><span class=msoDel><del cite='mailto:Sari' datetime="
        "'2031-02-03T09:00'>Senin</del></span></s><span class=msoIns><ins cite='mailto:Sari' "
        "datetime='2031-02-03T09:00'>Selasa</ins></span> <span class=msoDel>pagi</span>.</p>"
    )
    assert html(fragment) == "<p>Dibuka Selasa .</p>"


def test_comments_in_the_margin():
    fragment = (
        "<p class=MsoNormal><a style='mso-comment-reference:SW_1;mso-comment-date:20310203'>"
        "Pengunjung</a><span class=MsoCommentReference><span style='mso-special-character:"
        'comment\'>&nbsp;<a class=msocomanchor id="_anchor_1" href="#_msocom_1">[SW1]</a></span>'
        "</span> gratis.</p><div style='mso-element:comment-list'><hr class=msocomoff>"
        "<div style='mso-element:comment'><div id=\"_com_1\" class=msocomtxt>"
        "<p class=MsoCommentText>Betulkah?</p></div></div></div>"
    )
    assert html(fragment) == "<p>Pengunjung gratis.</p>"


def test_hidden_text():
    fragment = "<p>Terbuka<span style='display:none;mso-hide:all'>, rahasia</span>.</p>"
    assert html(fragment) == "<p>Terbuka.</p>"


def test_pictures_on_the_authors_disk():
    fragment = (
        '<p class=MsoNormal><!--[if gte vml 1]><v:shape id="_x0000_i1025"><v:imagedata '
        'src="file:///C:/Temp/clip_image001.png"/></v:shape><![endif]--><![if !vml]>'
        '<img width=602 height=401 src="file:///C:/Temp/clip_image002.jpg" '
        'v:shapes="_x0000_i1025"><![endif]></p><p class=MsoNormal>Foto: Humas</p>'
    )
    assert tidied(HEAD + fragment + FOOT) == Pasted("<p>Foto: Humas</p>", 1)


def test_pictures_as_vml():
    shape = '<v:shape><v:imagedata src="file:///C:/Temp/clip_image001.png"></v:imagedata></v:shape>'
    image = '<img src="file:///C:/Temp/clip_image001.png" v:shapes="_x0000_i1025">'
    assert tidied(f"<p>{shape} Taman</p>") == Pasted("<p>Taman</p>", 1)
    assert tidied(f"<p>{shape}{image} Taman</p>") == Pasted("<p>Taman</p>", 1)


def test_bold_and_italic_by_style():
    fragment = (
        "<p class=MsoNormal><b style='mso-bidi-font-weight:normal'>Taman</b> "
        "<span style='font-weight:bold'>baca</span> <span style='font-style:italic'>kami</span> "
        "<b><span style='font-weight:normal'>itu</span></b></p>"
    )
    assert html(fragment) == (
        "<p><strong>Taman</strong> <strong>baca</strong> <em>kami</em> itu</p>"
    )


def table(rows: str, look: int = 1184) -> str:
    return html(
        "<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 width=601 "
        f"style='border-collapse:collapse;mso-yfti-tbllook:{look};mso-padding-alt:0cm 5.4pt'>"
        f"{rows}</table>"
    )


def row(number: int, *texts: str, style: str = "") -> str:
    cells = (
        "<td width=301 valign=top style='width:225.4pt;border:solid windowtext 1.0pt'>\n"
        f"<p class=MsoNormal style='margin-bottom:0cm'>{text}<o:p></o:p></p>\n</td>"
        for text in texts
    )
    return f"<tr style='mso-yfti-irow:{number};{style}'>{''.join(cells)}</tr>"


def test_tables_with_widths_and_paragraphs_in_cells():
    rows = row(0, "Senin", "08.00<br>09.00") + row(
        1, "Selasa", "Libur</p><p class=MsoNormal>nasional"
    )
    assert table(rows) == (
        "<table><tbody><tr><td>Senin</td><td>08.00<br>09.00</td></tr>"
        "<tr><td>Selasa</td><td>\n<p>Libur</p><p>nasional</p>\n</td></tr></tbody></table>"
    )


HEADED = (
    '<table><thead><tr><th scope="col">Hari</th><th scope="col">Jam</th></tr></thead>'
    "<tbody><tr><td>Senin</td><td>08.00</td></tr></tbody></table>"
)


def test_header_row_repeated_on_every_page():
    rows = f"<thead>{row(0, 'Hari', 'Jam')}</thead>{row(1, 'Senin', '08.00')}"
    assert table(rows, look=0) == HEADED


def test_header_row_all_bold():
    assert table(row(0, "<b>Hari</b>", "<b>Jam</b>") + row(1, "Senin", "08.00")) == HEADED


def test_header_row_by_words_mark():
    first = "mso-yfti-firstrow:yes"
    assert table(row(0, "Hari", "Jam", style=first) + row(1, "Senin", "08.00")) == HEADED


def test_a_first_row_whose_design_does_not_let_it_stand_out_is_no_header():
    rows = row(0, "Senin", "08.00", style="mso-yfti-firstrow:yes") + row(1, "Selasa", "09.00")
    assert "<th" not in table(rows, look=1152)


def test_a_table_of_one_row_has_no_header():
    assert "<th" not in table(row(0, "<b>Hari</b>", "Jam", style="mso-yfti-firstrow:yes"))
