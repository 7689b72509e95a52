"""Many files at the desk with its script: one after the other, each told of, then looked over."""

from tests.ingest.papers import PAPER, saved, word
from tests.thoroughness import once

pytestmark = once


def test_each_file_is_told_of_and_those_that_were_read_become_drafts(visit, office, ani):
    page = visit(ani)
    page.goto("/en/admin/read/")
    page.set_input_files(
        "#id_file",
        [
            {"name": "satu.docx", "mimeType": "", "buffer": saved(word())},
            {"name": "rusak.pdf", "mimeType": "", "buffer": b"%PDF-1.7"},
            {"name": "dua.txt", "mimeType": "", "buffer": PAPER.replace("41/", "42/").encode()},
        ],
    )
    page.click(".submit-row input")
    page.wait_for_selector(".onward a")
    told = page.locator(".progress-of-files li").all_inner_texts()
    assert [line.split("–")[1].split()[0].strip(",:") for line in told] == [
        "read",
        "refused",
        "read",
    ]
    page.click(".onward a")
    page.wait_for_url("**/read/review/")
    assert page.locator(".paper").count() == 2
    page.click("input[name=draft]")
    page.wait_for_url("**/releases/release/")
    assert set(office.releases.values_list("paper_numbers", flat=True)) == {
        "41/UJI/03/2020",
        "42/UJI/03/2020",
    }
    assert page.complaints == []
