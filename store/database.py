"""Opens the catalog's database, and says what to do when it cannot be used."""

from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from sqlalchemy import Engine, MetaData, create_engine, event, text
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.schema import CreateIndex, CreateTable

from store.errors import EvenhandError, FixSetup, TryLater
from store.tables import KEYWORDS_DDL, metadata

WAIT_TO_OPEN_S = 30
"""How long another process may take to make a new catalog."""


def open_database(path: Path) -> Engine:
    """The database of this file, its tables created where they are missing.

    Raises FixSetup where the file cannot be used, TryLater where another process takes long to open it. Later on, a
    locked database raises TryLater and a broken one FixSetup, in place of SQLAlchemy's errors.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Parameters hold article text, which has no place in a log.
        engine = create_engine(f"sqlite:///{path}", hide_parameters=True)
        event.listen(engine, "connect", _prepare_sqlite)
        # One at a time: SQLite lets nobody wait who finds a new file being switched to its write-ahead log.
        with FileLock(path.with_name(f"{path.name}.lock"), timeout=WAIT_TO_OPEN_S):
            create_tables(engine, metadata)
            with engine.begin() as db:
                db.execute(text(KEYWORDS_DDL))
    except Timeout as error:
        raise TryLater(f"Another process has been opening {path} for {WAIT_TO_OPEN_S} s; try again.") from error
    except (OSError, OperationalError, DatabaseError) as error:
        raise FixSetup(
            f"The catalog {path} cannot be opened ({_cause(error)}); point EVENHAND_DATA to a folder that can be "
            "written, or restore the file from a backup."
        ) from error
    event.listen(engine, "handle_error", _say_what_to_do)
    return engine


def create_tables(engine: Engine, wanted: MetaData) -> None:
    """Create the tables and indexes that are missing, whoever else may be creating the same ones just now."""
    # `create_all` looks first and creates afterwards, and fails where another process creates them in between.
    with engine.begin() as db:
        for table in wanted.sorted_tables:
            db.execute(CreateTable(table, if_not_exists=True))
            for index in table.indexes:  # a table from before may lack them
                db.execute(CreateIndex(index, if_not_exists=True))


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # SQLite's own lower() knows ASCII only.
    connection.create_function("lower", 1, lambda value: value and value.lower(), deterministic=True)
    for pragma in ("busy_timeout=10000", "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _say_what_to_do(context: ExceptionContext) -> EvenhandError | None:
    """Turn what a person can mend into an error that says how; anything else is a bug and stays one."""
    cause = str(context.original_exception)
    if "locked" in cause:
        return TryLater("The catalog is busy with another run; nothing was changed, try again.")
    if "malformed" in cause or "disk I/O" in cause or "full" in cause:
        return FixSetup(f"The catalog cannot be used ({cause}); free space or restore catalog.sqlite from a backup.")
    return None


def _cause(error: Exception) -> str:
    return str(getattr(error, "orig", None) or error)
