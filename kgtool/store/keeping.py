"""Tables made of a store alone, kept beside its copy on disk, so that the next process need not make them again.

They go with the copy: another graph has another copy, and with it other tables. Where there is no copy, or it cannot
be written, the tables are made.
"""

from __future__ import annotations

import contextlib
import json
import os
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kgtool.store.local import LocalStore
from kgtool.store.results import Store


def kept(store: Store, module: str, make: Callable[[], Any], settings: str = "") -> Any:
    """What ``make`` gives (plain data, as JSON has it), made once for each graph, each version of the module's source
    file ``module``, and each ``settings``.
    """
    copy = store.copy if isinstance(store, LocalStore) else None
    if copy is None:
        return make()
    try:
        version = zlib.crc32(settings.encode(), zlib.crc32(Path(module).read_bytes()))
        file = copy.with_name(f"{copy.name}.{Path(module).stem}-{version:08x}.json")
        return json.loads(file.read_bytes())
    except OSError:
        pass
    except ValueError:  # damaged: made anew
        file.unlink(missing_ok=True)
    made = make()
    with contextlib.suppress(OSError):
        _write(file, made)
    return made


def _write(file: Path, content: Any) -> None:
    made = file.with_name(f".{file.name}.{os.getpid()}")
    made.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    made.replace(file)
