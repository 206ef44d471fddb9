"""Opens the record's database: private to its owner, durable at each commit, and refused where it is not ours."""

import os
from pathlib import Path

from sqlalchemy import URL, Engine, create_engine, inspect, make_url
from sqlalchemy.event import listen
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from kiosk.records.problems import StoreUnusable
from kiosk.records.schema import metadata
from kiosk.rules.assessment import Text

_DURABLE = ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=5000", "foreign_keys=ON")
_READING = ("query_only=ON", "busy_timeout=5000")


def open_to_write(url: str) -> Engine:
    """An engine whose commits are durable before they return; makes the tables of a new record.

    Raises StoreUnusable. Part of a record is no new record: a table that is gone is never made again in silence.
    """
    parsed = _parsed(url)
    _make_private_file(parsed)
    engine = _engine(parsed, _DURABLE)
    try:
        if inspect(engine).get_table_names():
            _demand_ours(parsed, engine)
        else:
            metadata.create_all(engine)
    except SQLAlchemyError as error:
        engine.dispose()
        raise _unopenable(parsed, error) from None
    except StoreUnusable:
        engine.dispose()
        raise
    return engine


def open_to_read(url: str) -> Engine:
    """An engine that changes nothing, over a record that is there. Raises StoreUnusable."""
    parsed = _parsed(url)
    file = sqlite_file(parsed)
    if parsed.get_backend_name() == "sqlite" and (file is None or not file.is_file()):
        raise StoreUnusable(_place(parsed), Text("文件不存在", "there is no such file"))
    engine = _engine(parsed, _READING)
    try:
        _demand_ours(parsed, engine)
    except SQLAlchemyError as error:
        engine.dispose()
        raise _unopenable(parsed, error) from None
    except StoreUnusable:
        engine.dispose()
        raise
    return engine


def sqlite_file(url: URL) -> Path | None:
    """The file of a SQLite record; None for one in memory or on a server."""
    if url.get_backend_name() != "sqlite" or url.database in (None, "", ":memory:"):
        return None
    return Path(str(url.database))


def _parsed(url: str) -> URL:
    try:
        return make_url(url)
    except ArgumentError:
        raise StoreUnusable("", Text("地址不是SQLAlchemy URL", "its address is no SQLAlchemy URL")) from None


def _engine(url: URL, pragmas: tuple[str, ...]) -> Engine:
    try:
        engine = create_engine(url)
    except (ImportError, ArgumentError) as error:
        reason = str(error)
        raise StoreUnusable(_place(url), Text(f"缺少数据库驱动（{reason}）", f"no driver: {reason}")) from None
    if engine.dialect.name == "sqlite":

        def prepare(connection: object, _record: object) -> None:
            cursor = connection.cursor()  # type: ignore[attr-defined]
            for pragma in pragmas:
                cursor.execute(f"PRAGMA {pragma}")
            cursor.close()

        listen(engine, "connect", prepare)
    return engine


def _make_private_file(url: URL) -> None:
    """Make a new SQLite file for its owner alone, before the first connection; -wal and -shm take after it."""
    file = sqlite_file(url)
    if file is None or file.exists():
        return
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        return  # another window has just made it
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StoreUnusable(_place(url), Text(f"无法创建（{reason}）", f"it cannot be made ({reason})")) from None


def _demand_ours(url: URL, engine: Engine) -> None:
    """Every table of ours with every column of ours, or StoreUnusable."""
    inspector = inspect(engine)
    there = set(inspector.get_table_names())
    for table in metadata.sorted_tables:
        if table.name not in there:
            wrong = Text(f"缺少数据表 {table.name}", f"the table {table.name} is missing")
            raise StoreUnusable(_place(url), wrong)
        columns = {column["name"] for column in inspector.get_columns(table.name)}
        if not columns >= {column.name for column in table.columns}:
            wrong = Text(f"数据表 {table.name} 不属于本系统", f"the table {table.name} is not one of ours")
            raise StoreUnusable(_place(url), wrong)


def _unopenable(url: URL, error: SQLAlchemyError) -> StoreUnusable:
    reason = str(getattr(error, "orig", None) or type(error).__name__)
    return StoreUnusable(_place(url), Text(f"无法打开（{reason}）", f"it cannot be opened ({reason})"))


def _place(url: URL) -> str:
    return url.render_as_string(hide_password=True)
