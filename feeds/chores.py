"""What feeds ask of the clock."""

from feeds import purging, websub
from jobs.clock import every


@every(seconds=10)
def tell_the_hub() -> None:
    websub.tell_of_what_is_new()


@every(seconds=10)
def let_caches_forget() -> None:
    purging.purge_what_changed()
