"""Step 4: what several laptops and one deliberation ask for: packets, versions, evidence seen, roll, agenda. Frozen."""

import sqlcipher3.dbapi2 as sqlcipher

_COLUMNS = (
    "exam_session ADD COLUMN moved_at VARCHAR(32)",
    "exam_session ADD COLUMN moved_to VARCHAR DEFAULT '' NOT NULL",
    "exam_session ADD COLUMN taken_back_at VARCHAR(32)",
    "exam_session ADD COLUMN taken_back_from VARCHAR DEFAULT '' NOT NULL",
    "exam_session ADD COLUMN doors_closed_at VARCHAR(32)",
    "exam_session ADD COLUMN doors_opened_at VARCHAR(32)",
    "incident ADD COLUMN author_id INTEGER",
    "person ADD COLUMN pin_chosen_at VARCHAR(32)",
    "person ADD COLUMN pin_turn INTEGER DEFAULT '0' NOT NULL",
)

_TABLES = (
    """
    CREATE TABLE packet_receipt (
        digest VARCHAR NOT NULL,
        juror_id INTEGER NOT NULL,
        machine VARCHAR NOT NULL,
        made_at VARCHAR(32) NOT NULL,
        received_at VARCHAR(32) NOT NULL,
        content BLOB NOT NULL,
        CONSTRAINT pk_packet_receipt PRIMARY KEY (digest),
        CONSTRAINT fk_packet_receipt_juror_id_person FOREIGN KEY(juror_id) REFERENCES person (id)
    )
    """,
    """
    CREATE TABLE grid_version (
        juror_id INTEGER NOT NULL,
        candidate_id INTEGER NOT NULL,
        part_id VARCHAR NOT NULL,
        digest VARCHAR NOT NULL,
        machine VARCHAR NOT NULL,
        locked_at VARCHAR(32) NOT NULL,
        stood_here BOOLEAN NOT NULL,
        content JSON NOT NULL,
        CONSTRAINT pk_grid_version PRIMARY KEY (juror_id, candidate_id, part_id, digest, machine, locked_at),
        CONSTRAINT fk_grid_version_juror_id_person FOREIGN KEY(juror_id) REFERENCES person (id),
        CONSTRAINT fk_grid_version_candidate_id_candidate FOREIGN KEY(candidate_id) REFERENCES candidate (id)
    )
    """,
    """
    CREATE TABLE grid_choice (
        juror_id INTEGER NOT NULL,
        candidate_id INTEGER NOT NULL,
        part_id VARCHAR NOT NULL,
        digest VARCHAR NOT NULL,
        against JSON NOT NULL,
        reason VARCHAR NOT NULL,
        at VARCHAR(32) NOT NULL,
        CONSTRAINT pk_grid_choice PRIMARY KEY (juror_id, candidate_id, part_id),
        CONSTRAINT fk_grid_choice_juror_id_person FOREIGN KEY(juror_id) REFERENCES person (id),
        CONSTRAINT fk_grid_choice_candidate_id_candidate FOREIGN KEY(candidate_id) REFERENCES candidate (id)
    )
    """,
    """
    CREATE TABLE grid_waiver (
        juror_id INTEGER NOT NULL,
        candidate_id INTEGER NOT NULL,
        part_id VARCHAR NOT NULL,
        waived_by INTEGER NOT NULL,
        reason VARCHAR NOT NULL,
        at VARCHAR(32) NOT NULL,
        CONSTRAINT pk_grid_waiver PRIMARY KEY (juror_id, candidate_id, part_id),
        CONSTRAINT fk_grid_waiver_juror_id_person FOREIGN KEY(juror_id) REFERENCES person (id),
        CONSTRAINT fk_grid_waiver_candidate_id_candidate FOREIGN KEY(candidate_id) REFERENCES candidate (id),
        CONSTRAINT fk_grid_waiver_waived_by_person FOREIGN KEY(waived_by) REFERENCES person (id)
    )
    """,
    """
    CREATE TABLE evidence_seen (
        candidate_id INTEGER NOT NULL,
        item VARCHAR(32) NOT NULL,
        seen BOOLEAN NOT NULL,
        remark VARCHAR NOT NULL,
        juror_id INTEGER NOT NULL,
        at VARCHAR(32) NOT NULL,
        CONSTRAINT pk_evidence_seen PRIMARY KEY (candidate_id, item),
        CONSTRAINT fk_evidence_seen_candidate_id_candidate FOREIGN KEY(candidate_id) REFERENCES candidate (id),
        CONSTRAINT fk_evidence_seen_juror_id_person FOREIGN KEY(juror_id) REFERENCES person (id)
    )
    """,
    """
    CREATE TABLE roll_call (
        juror_id INTEGER NOT NULL,
        present BOOLEAN NOT NULL,
        reason VARCHAR NOT NULL,
        at VARCHAR(32) NOT NULL,
        absences JSON NOT NULL,
        CONSTRAINT pk_roll_call PRIMARY KEY (juror_id),
        CONSTRAINT fk_roll_call_juror_id_person FOREIGN KEY(juror_id) REFERENCES person (id)
    )
    """,
    """
    CREATE TABLE agenda_turn (
        number INTEGER NOT NULL,
        candidate_id INTEGER NOT NULL,
        began_at VARCHAR(32) NOT NULL,
        ended_at VARCHAR(32),
        postponed BOOLEAN NOT NULL,
        reason VARCHAR NOT NULL,
        CONSTRAINT pk_agenda_turn PRIMARY KEY (number),
        CONSTRAINT fk_agenda_turn_candidate_id_candidate FOREIGN KEY(candidate_id) REFERENCES candidate (id)
    )
    """,
    """
    CREATE TABLE vote (
        candidate_id INTEGER NOT NULL,
        juror_id INTEGER NOT NULL,
        favourable BOOLEAN NOT NULL,
        dissent VARCHAR NOT NULL,
        at VARCHAR(32) NOT NULL,
        CONSTRAINT pk_vote PRIMARY KEY (candidate_id, juror_id),
        CONSTRAINT fk_vote_candidate_id_candidate FOREIGN KEY(candidate_id) REFERENCES candidate (id),
        CONSTRAINT fk_vote_juror_id_person FOREIGN KEY(juror_id) REFERENCES person (id)
    )
    """,
    """
    CREATE TABLE motive_draft (
        candidate_id INTEGER NOT NULL,
        unit_id VARCHAR NOT NULL,
        text VARCHAR NOT NULL,
        cited JSON NOT NULL,
        at VARCHAR(32) NOT NULL,
        CONSTRAINT pk_motive_draft PRIMARY KEY (candidate_id, unit_id),
        CONSTRAINT fk_motive_draft_candidate_id_candidate FOREIGN KEY(candidate_id) REFERENCES candidate (id)
    )
    """,
    """
    CREATE TABLE derogation (
        number INTEGER NOT NULL,
        rule INTEGER NOT NULL,
        candidate_id INTEGER,
        finding VARCHAR NOT NULL,
        granted_by VARCHAR NOT NULL,
        reason VARCHAR NOT NULL,
        at VARCHAR(32) NOT NULL,
        CONSTRAINT pk_derogation PRIMARY KEY (number),
        CONSTRAINT fk_derogation_candidate_id_candidate FOREIGN KEY(candidate_id) REFERENCES candidate (id)
    )
    """,
    """
    CREATE TABLE shortfall (
        candidate_id INTEGER NOT NULL,
        cause VARCHAR NOT NULL,
        measures VARCHAR NOT NULL,
        noted_by VARCHAR NOT NULL,
        at VARCHAR(32) NOT NULL,
        CONSTRAINT pk_shortfall PRIMARY KEY (candidate_id),
        CONSTRAINT fk_shortfall_candidate_id_candidate FOREIGN KEY(candidate_id) REFERENCES candidate (id)
    )
    """,
)

_FACTS = (
    """
    CREATE TABLE fact (
        juror_id INTEGER NOT NULL,
        candidate_id INTEGER NOT NULL,
        part_id VARCHAR NOT NULL,
        number INTEGER NOT NULL,
        at VARCHAR(32) NOT NULL,
        phase VARCHAR NOT NULL,
        text VARCHAR NOT NULL,
        criterion_id VARCHAR,
        kind VARCHAR(32) DEFAULT 'constat' NOT NULL,
        CONSTRAINT pk_fact PRIMARY KEY (juror_id, candidate_id, part_id, number),
        CONSTRAINT fk_fact_juror_id_candidate_id_part_id_grid FOREIGN KEY(juror_id, candidate_id, part_id)
            REFERENCES grid (juror_id, candidate_id, part_id)
    )
    """,
    """
    INSERT INTO fact (juror_id, candidate_id, part_id, number, at, phase, text, criterion_id, kind)
        SELECT juror_id, candidate_id, part_id, number, at, phase, text, criterion_id, kind FROM earlier_fact
    """,
    "DROP TABLE earlier_fact",
)
"""Facts are numbered per juror on each laptop: two laptops of one juror use the same numbers, on different grids."""

_CORRECTIONS_KEPT = """
    CREATE TRIGGER mark_correction_no_delete BEFORE DELETE ON mark_correction
    WHEN NOT EXISTS (
        SELECT 1 FROM grid JOIN grid_version USING (juror_id, candidate_id, part_id, digest)
        WHERE juror_id = OLD.juror_id AND candidate_id = OLD.candidate_id AND part_id = OLD.part_id
    )
    BEGIN SELECT RAISE(ABORT, 'mark_correction: written once'); END
    """
"""A correction leaves a grid only with the whole version that it belongs to, once that version is kept."""

_WRITTEN_ONCE = ("packet_receipt", "grid_version", "derogation")
"""What no program alters or deletes, not even one that knows nothing of Jurade (rules 19, 40 and 45)."""


def upgrade(connection: sqlcipher.Connection) -> None:
    """Add the columns and tables of the fourth shape; what a file of an earlier shape holds stays as it is."""
    for column in _COLUMNS:
        connection.execute(f"ALTER TABLE {column}")
    for table in _TABLES:
        connection.execute(table)
    connection.execute("ALTER TABLE fact RENAME TO earlier_fact")
    for statement in _FACTS:
        connection.execute(statement)
    connection.execute("DROP TRIGGER mark_correction_no_delete")
    connection.execute(_CORRECTIONS_KEPT)
    for table in _WRITTEN_ONCE:
        for act in ("UPDATE", "DELETE"):
            connection.execute(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table}: written once'); END"
            )
