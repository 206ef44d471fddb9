"""The simulated registry's own small database: permits, materials, tokens, decisions, verifications."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Engine,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    create_engine,
    inspect,
    text,
)

metadata = MetaData()

permits = Table(
    "permits",
    metadata,
    Column("permit_number", String, primary_key=True),
    Column("notice_number", String, nullable=False),
    Column("name", String, nullable=False),
    Column("sex", String, nullable=False),
    Column("birth_date", Date, nullable=False),
    Column("nationality", String, nullable=False),
    Column("passport_number", String, nullable=False),
    Column("passport_expires", Date, nullable=False),
    Column("permit_class", String),
    Column("employer", String, nullable=False),
    Column("employer_uscc", String, nullable=False),
    Column("position", String, nullable=False),
    Column("locality", String, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date, nullable=False),
    Column("notice_valid_until", Date, nullable=False),
    Column("status", String, nullable=False),
    Column("visa_type", String, nullable=False),
    Column("business_type", String, nullable=False),
    Column("chinese_name", String),
    Column("social_security_number", String),
    Column("entry_date", Date),
    Column("photo", JSON, comment="how the uploaded photo file measures"),
    Column("photo_taken_on", Date),
    Column("submitted_on", Date),
    Column("contract", JSON, comment="the contract as the application states it"),
)

materials = Table(
    "materials",
    metadata,
    Column("permit_number", ForeignKey("permits.permit_number"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("key", String, nullable=False),
    Column("name_zh", String, nullable=False),
    Column("name_en", String, nullable=False),
    Column("pages", Integer, nullable=False),
)

tokens = Table(
    "tokens",
    metadata,
    Column("token", String, primary_key=True),
    Column("permit_number", ForeignKey("permits.permit_number"), nullable=False, index=True),
    Column("expires", String, comment="ISO 8601 with a time zone"),
)

decisions = Table(
    "decisions",
    metadata,
    Column("permit_number", ForeignKey("permits.permit_number"), primary_key=True),
    Column("number", String, nullable=False),
    Column("title", String, nullable=False),
    Column("addressee", String, nullable=False),
    Column("paragraphs", JSON, nullable=False),
    Column("authority", String, nullable=False),
    Column("issued_on", Date, nullable=False),
    Column("verification_code", String, nullable=False),
    Column("specimen", Boolean, nullable=False),
    Column("needs_verification", Boolean, nullable=False),
)

verifications = Table(
    "verifications",
    metadata,
    Column("visit_id", String, primary_key=True),
    Column("permit_number", ForeignKey("permits.permit_number"), nullable=False, index=True),
    Column("report", JSON, nullable=False),
    Column("outcome", String, nullable=False),
    Column("received_at", String, nullable=False, comment="ISO 8601 with a time zone"),
)


def open_database(url: str) -> Engine:
    """An engine on ``url`` (``sqlite:///path``; a file, for it is used from several threads), tables made."""
    engine = create_engine(url)
    metadata.create_all(engine)
    _add_new_columns(engine)
    return engine


def _add_new_columns(engine: Engine) -> None:
    """What a database of an earlier edition lacks; every later column of ``permits`` may be empty."""
    present = {column["name"] for column in inspect(engine).get_columns(permits.name)}
    with engine.begin() as connection:
        for column in permits.columns:
            if column.name not in present:
                kind = column.type.compile(engine.dialect)
                connection.execute(text(f"ALTER TABLE {permits.name} ADD COLUMN {column.name} {kind}"))
