"""What Word puts on the clipboard, and how it gets into the editor. The text is our own."""

ITEM = """<p class=MsoListParagraph{place} style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'>
<![if !supportLists]><span style='font-family:Symbol;mso-list:Ignore'>·<span style='font:7.0pt
"Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span><![endif]>{text}<o:p></o:p></p>"""
CELL = "<td width=200 style='width:150pt'><p class=MsoNormal>{text}<o:p></o:p></p></td>"
BOLD_CELL = CELL.format(text="<b>{text}</b>")


def _row(cell: str, *texts: str) -> str:
    return "<tr>" + "".join(cell.format(text=text) for text in texts) + "</tr>"


TEXT = f"""<html xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta name=Generator content="Microsoft Word">
<style><!-- p.MsoNormal {{mso-style-parent:""; margin:0cm;}} --></style></head>
<body lang=IN><!--StartFragment-->
<p class=MsoNormal style='text-align:justify'>Pemerintah Provinsi Uji membuka <b>tiga</b> taman baca
di tepi sungai mulai pekan ini.<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal>Setiap taman dilengkapi:<o:p></o:p></p>
{ITEM.format(place="CxSpFirst", text="rak buku anak;")}
{ITEM.format(place="CxSpMiddle", text="meja baca;")}
{ITEM.format(place="CxSpLast", text="sambungan internet.")}
<table class=MsoTableGrid border=1 style='border-collapse:collapse'>
{_row(BOLD_CELL, "Taman", "Buka")}{_row(CELL, "Hulu", "08.00")}{_row(CELL, "Hilir", "09.00")}
</table>
<p class=MsoNormal>Narahubung dapat ditelepon setiap hari kerja. XXX<o:p></o:p></p>
<p class=MsoNormal><![if !vml]><img width=300 src="file:///C:/Temp/msohtmlclip1/clip_image002.png">
<![endif]><o:p></o:p></p><!--EndFragment--></body></html>"""

PASTE = """(text, html) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", html);
    const given = { clipboardData, bubbles: true, cancelable: true };
    text.dispatchEvent(new ClipboardEvent("paste", given));
}"""


def paste(page) -> None:
    """Paste the text into the editor, and wait until it has come back clean."""
    page.locator(".editor-text").evaluate(PASTE, TEXT)
    page.locator(".editor-text table").wait_for()
