"""Opens the catalog's database, and says what to do when it cannot be used."""

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.schema import CreateIndex

from store.errors import EvenhandError, FixSetup, TryLater
from store.tables import KEYWORDS_DDL, metadata


def open_database(path: Path) -> Engine:
    """The database of this file, its tables created where they are missing.

    Raises FixSetup where the file cannot be used. Later on, a locked database raises TryLater and a broken one
    FixSetup, in place of SQLAlchemy's errors.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Parameters hold article text, which has no place in a log.
        engine = create_engine(f"sqlite:///{path}", hide_parameters=True)
        event.listen(engine, "connect", _prepare_sqlite)
        metadata.create_all(engine)
        with engine.begin() as db:
            for table in metadata.sorted_tables:
                for index in table.indexes:  # a table from before may lack them
                    db.execute(CreateIndex(index, if_not_exists=True))
            db.execute(text(KEYWORDS_DDL))
    except (OSError, OperationalError, DatabaseError) as error:
        raise FixSetup(
            f"The catalog {path} cannot be opened ({_cause(error)}); point EVENHAND_DATA to a folder that can be "
            "written, or restore the file from a backup."
        ) from error
    event.listen(engine, "handle_error", _say_what_to_do)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # SQLite's own lower() knows ASCII only.
    connection.create_function("lower", 1, lambda value: value and value.lower(), deterministic=True)
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=10000"):
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
