"""The folder in which processes count, as deploy/gunicorn.conf.py makes it."""

import subprocess
import sys

from tests.servers.nginx import DEPLOY, ROOT
from tests.thoroughness import once

pytestmark = once

# What gunicorn does: it reads the file, forks, and at a reload reads the file again.
LIVING = """
import gc, os, runpy, sys
def there():
    return os.path.isdir(os.environ["PROMETHEUS_MULTIPROC_DIR"])
conf = runpy.run_path(sys.argv[1])
if os.fork() == 0:
    sys.exit()
os.wait()
after_a_process = there()
conf = None
conf = runpy.run_path(sys.argv[1])
gc.collect()
after_a_reload = there()
conf["on_exit"](None)
print(after_a_process, after_a_reload, there())
"""


def test_it_outlives_one_of_them_and_a_reload_and_goes_with_the_first():
    command = [sys.executable, "-c", LIVING, DEPLOY / "gunicorn.conf.py"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True", "False"]
