"""A file on a sheet, as its edition has sealed it, and the addresses it is served under."""

from dataclasses import dataclass

from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from releases.files.formats import Kind
from releases.files.pictures import widths


@dataclass(frozen=True)
class Attached:
    """What `releases.models.Attachment.copy` gave on the day of sealing."""

    sha256: str
    kind: str
    media_type: str
    size: int
    width: int | None
    height: int | None
    number: int
    name: str
    caption: str
    credit: str
    alt: str
    decorative: bool
    focus_x: int
    focus_y: int
    root: str = ""  # scheme and host before its addresses, for those who read them elsewhere

    @property
    def url(self) -> str:
        """Its own address: the same bytes for ever."""
        return self.root + reverse("file", args=[self.sha256, self.name])

    def rendition(self, width: int, suffix: str) -> str:
        """The address of a smaller version; `suffix` is webp or jpg."""
        return self.root + reverse("rendition", args=[self.sha256, width, suffix])

    @property
    def widths(self) -> list[int]:
        """The widths of its smaller versions, in pixels."""
        return widths(self.width or 0)

    @property
    def small(self) -> str:
        """The address of its smallest version, for lists."""
        return self.rendition(self.widths[0], "jpg")

    @property
    def small_webp(self) -> str:
        return self.rendition(self.widths[0], "webp")

    @property
    def middling(self) -> str:
        """What a browser shows that chooses nothing itself."""
        return self.rendition(self.widths[:2][-1], "jpg")

    def sources(self, suffix: str) -> str:
        """Its versions for a `srcset`, each with its width."""
        return ", ".join(f"{self.rendition(width, suffix)} {width}w" for width in self.widths)

    @property
    def webp_sources(self) -> str:
        return self.sources("webp")

    @property
    def jpeg_sources(self) -> str:
        return self.sources("jpg")

    @property
    def offered(self) -> list[dict[str, object]]:
        """Its smaller versions to be taken away: width in pixels, address, a name to keep it by."""
        stem = self.name.rpartition(".")[0]
        return [
            {"pixels": width, "url": self.rendition(width, "jpg"), "name": f"{stem}-{width}.jpg"}
            for width in self.widths
        ]

    @property
    def is_picture(self) -> bool:
        return self.kind == Kind.PICTURE

    @property
    def is_video(self) -> bool:
        return self.kind == Kind.VIDEO

    @property
    def is_document(self) -> bool:
        return self.kind == Kind.DOCUMENT

    @property
    def shown_alt(self) -> str:
        """Empty where it only decorates, as HTML asks for."""
        return "" if self.decorative else self.alt

    @property
    def focus(self) -> str:
        """Classes of static/newsroom.css that keep its focus in view where it is cut."""
        return f"focus-x-{round(self.focus_x, -1)} focus-y-{round(self.focus_y, -1)}"

    @property
    def label(self) -> str:
        """What kind of file it is, and how large: PDF, 1,2 MB."""
        return f"{self.name.rpartition('.')[2].upper()}, {filesizeformat(self.size)}"


@dataclass(frozen=True, kw_only=True)
class ByLink(Attached):
    """The same for whoever has a link: its addresses are open as long as the link is."""

    kind_of_link: str
    token: str

    @property
    def url(self) -> str:
        return reverse("link-file", args=[self.kind_of_link, self.token, self.sha256, self.name])

    def rendition(self, width: int, suffix: str) -> str:
        args = [self.kind_of_link, self.token, self.sha256, width, suffix]
        return reverse("link-rendition", args=args)
