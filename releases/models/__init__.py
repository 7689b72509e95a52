from releases.models.asset import Asset, Preparing, Rendition
from releases.models.attachment import Attachment
from releases.models.edition import Edition, Kind
from releases.models.genre import Genre
from releases.models.house_style import HouseRule, ReleaseTemplate
from releases.models.kin import Redaction, Replacement
from releases.models.link import Link, Opening
from releases.models.note import Note
from releases.models.release import Release
from releases.models.release_number import ReleaseNumber
from releases.models.reminder import Reminder
from releases.models.revision import Override, Revision
from releases.models.search import SearchEntry, SearchTerm
from releases.models.shelf import Shelf
from releases.models.state import State
from releases.models.tally import Tally
from releases.models.topic import Topic
from releases.models.working_copy import WorkingCopy

__all__ = [
    "Asset",
    "Attachment",
    "Edition",
    "Genre",
    "HouseRule",
    "Kind",
    "Link",
    "Note",
    "Opening",
    "Override",
    "Preparing",
    "Redaction",
    "Release",
    "ReleaseNumber",
    "ReleaseTemplate",
    "Reminder",
    "Rendition",
    "Replacement",
    "Revision",
    "SearchEntry",
    "SearchTerm",
    "Shelf",
    "State",
    "Tally",
    "Topic",
    "WorkingCopy",
]
