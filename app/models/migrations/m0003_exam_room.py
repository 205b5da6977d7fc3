"""Step 3: what the day of examination asks for: coded attendance, notes, questions, times nobody watched. Frozen."""

import sqlcipher3.dbapi2 as sqlcipher

_COLUMNS = (
    "exam_session ADD COLUMN record_validated_on VARCHAR(10)",
    "attendance ADD COLUMN code VARCHAR(32)",
    "grid ADD COLUMN role VARCHAR(32)",
    "grid ADD COLUMN slides JSON DEFAULT '[]' NOT NULL",
    "grid ADD COLUMN reopened VARCHAR DEFAULT '' NOT NULL",
    "fact ADD COLUMN kind VARCHAR(32) DEFAULT 'constat' NOT NULL",
)

_TABLES = (
    """
    CREATE TABLE lateness (
        candidate_id INTEGER NOT NULL,
        part_id VARCHAR NOT NULL,
        arrived_at VARCHAR(32) NOT NULL,
        minutes INTEGER NOT NULL,
        reason VARCHAR NOT NULL,
        CONSTRAINT pk_lateness PRIMARY KEY (candidate_id, part_id),
        CONSTRAINT fk_lateness_candidate_id_candidate FOREIGN KEY(candidate_id) REFERENCES candidate (id)
    )
    """,
    """
    CREATE TABLE departure (
        number INTEGER NOT NULL,
        candidate_id INTEGER NOT NULL,
        kind VARCHAR(32) NOT NULL,
        at VARCHAR(32) NOT NULL,
        part_id VARCHAR NOT NULL,
        reason VARCHAR NOT NULL,
        resumed_at VARCHAR(32),
        CONSTRAINT pk_departure PRIMARY KEY (number),
        CONSTRAINT fk_departure_candidate_id_candidate FOREIGN KEY(candidate_id) REFERENCES candidate (id)
    )
    """,
    """
    CREATE TABLE accommodation_reading (
        candidate_id INTEGER NOT NULL,
        reader_id INTEGER NOT NULL,
        at VARCHAR(32) NOT NULL,
        CONSTRAINT pk_accommodation_reading PRIMARY KEY (candidate_id, reader_id),
        CONSTRAINT fk_accommodation_reading_candidate_id_candidate FOREIGN KEY(candidate_id) REFERENCES candidate (id)
    )
    """,
    """
    CREATE TABLE fraud_report (
        number INTEGER NOT NULL,
        at VARCHAR(32) NOT NULL,
        candidate_id INTEGER NOT NULL,
        part_id VARCHAR NOT NULL,
        facts VARCHAR NOT NULL,
        witnesses JSON NOT NULL,
        CONSTRAINT pk_fraud_report PRIMARY KEY (number),
        CONSTRAINT fk_fraud_report_candidate_id_candidate FOREIGN KEY(candidate_id) REFERENCES candidate (id)
    )
    """,
    """
    CREATE TABLE time_lapse (
        number INTEGER NOT NULL,
        kind VARCHAR(32) NOT NULL,
        start_wall VARCHAR(32) NOT NULL,
        start_ticks_ms INTEGER NOT NULL,
        start_boot VARCHAR NOT NULL,
        end_wall VARCHAR(32) NOT NULL,
        end_ticks_ms INTEGER NOT NULL,
        end_boot VARCHAR NOT NULL,
        running JSON NOT NULL,
        counted_ms INTEGER,
        reason VARCHAR NOT NULL,
        answered_at VARCHAR(32),
        CONSTRAINT pk_time_lapse PRIMARY KEY (number)
    )
    """,
    """
    CREATE TABLE personal_note (
        juror_id INTEGER NOT NULL,
        candidate_id INTEGER NOT NULL,
        part_id VARCHAR NOT NULL,
        at VARCHAR(32) NOT NULL,
        text VARCHAR NOT NULL,
        CONSTRAINT pk_personal_note PRIMARY KEY (juror_id, candidate_id, part_id),
        CONSTRAINT fk_personal_note_juror_id_person FOREIGN KEY(juror_id) REFERENCES person (id),
        CONSTRAINT fk_personal_note_candidate_id_candidate FOREIGN KEY(candidate_id) REFERENCES candidate (id)
    )
    """,
    """
    CREATE TABLE mark_correction (
        juror_id INTEGER NOT NULL,
        candidate_id INTEGER NOT NULL,
        part_id VARCHAR NOT NULL,
        number INTEGER NOT NULL,
        criterion_id VARCHAR NOT NULL,
        at VARCHAR(32) NOT NULL,
        before VARCHAR(32) NOT NULL,
        before_word VARCHAR NOT NULL,
        after VARCHAR(32) NOT NULL,
        after_word VARCHAR NOT NULL,
        reason VARCHAR NOT NULL,
        CONSTRAINT pk_mark_correction PRIMARY KEY (juror_id, candidate_id, part_id, number),
        CONSTRAINT fk_mark_correction_juror_id_grid FOREIGN KEY(juror_id, candidate_id, part_id)
            REFERENCES grid (juror_id, candidate_id, part_id)
    )
    """,
    """
    CREATE TABLE abbreviation (
        juror_id INTEGER NOT NULL,
        letters VARCHAR NOT NULL,
        text VARCHAR NOT NULL,
        CONSTRAINT pk_abbreviation PRIMARY KEY (juror_id, letters),
        CONSTRAINT fk_abbreviation_juror_id_person FOREIGN KEY(juror_id) REFERENCES person (id)
    )
    """,
    """
    CREATE TABLE question (
        author INTEGER NOT NULL,
        part_id VARCHAR NOT NULL,
        number INTEGER NOT NULL,
        unit_id VARCHAR NOT NULL,
        text VARCHAR NOT NULL,
        CONSTRAINT pk_question PRIMARY KEY (author, part_id, number)
    )
    """,
    """
    CREATE TABLE put_question (
        juror_id INTEGER NOT NULL,
        candidate_id INTEGER NOT NULL,
        part_id VARCHAR NOT NULL,
        author INTEGER NOT NULL,
        number INTEGER NOT NULL,
        state VARCHAR(32) NOT NULL,
        at VARCHAR(32) NOT NULL,
        CONSTRAINT pk_put_question PRIMARY KEY (juror_id, candidate_id, part_id, author, number),
        CONSTRAINT fk_put_question_juror_id_person FOREIGN KEY(juror_id) REFERENCES person (id),
        CONSTRAINT fk_put_question_candidate_id_candidate FOREIGN KEY(candidate_id) REFERENCES candidate (id)
    )
    """,
)

_WRITTEN_ONCE = ("incident", "fraud_report", "mark_correction")
"""What no program alters or deletes, not even one that knows nothing of Jurade (rules 19, 38 and 39)."""


def upgrade(connection: sqlcipher.Connection) -> None:
    """Add the columns and tables of the third shape; what a file of an earlier shape holds stays as it is."""
    for column in _COLUMNS:
        connection.execute(f"ALTER TABLE {column}")
    for table in _TABLES:
        connection.execute(table)
    for table in _WRITTEN_ONCE:
        for act in ("UPDATE", "DELETE"):
            connection.execute(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table}: written once'); END"
            )
