"""Step 2: what preparing a session asks for: evidence, roles, links, juries in parallel, planning. Frozen."""

import sqlcipher3.dbapi2 as sqlcipher

_COLUMNS = (
    "exam_session ADD COLUMN centre_contact VARCHAR DEFAULT '' NOT NULL",
    "exam_session ADD COLUMN directions VARCHAR DEFAULT '' NOT NULL",
    "person ADD COLUMN days JSON",
    "person ADD COLUMN panel INTEGER DEFAULT '0' NOT NULL",
    "person ADD COLUMN seat VARCHAR DEFAULT '' NOT NULL",
    "person ADD COLUMN is_external BOOLEAN",
    "person ADD COLUMN is_qualified BOOLEAN",
    "recusal ADD COLUMN kind VARCHAR(32) DEFAULT 'autre' NOT NULL",
    "candidate ADD COLUMN panel INTEGER DEFAULT '0' NOT NULL",
    "candidate ADD COLUMN extension VARCHAR(32)",
    "candidate ADD COLUMN earlier_sittings INTEGER",
    "candidate ADD COLUMN first_refused_on VARCHAR(10)",
    "candidate ADD COLUMN parent_title_on VARCHAR(10)",
    "candidate ADD COLUMN parent_title_proof VARCHAR DEFAULT '' NOT NULL",
    "prior_award ADD COLUMN earlier_framework VARCHAR DEFAULT '' NOT NULL",
    "prior_award ADD COLUMN earlier_bloc VARCHAR DEFAULT '' NOT NULL",
)

_TABLES = (
    """
    CREATE TABLE oral_role (
        person_id INTEGER NOT NULL,
        part_id VARCHAR NOT NULL,
        role VARCHAR(32) NOT NULL,
        CONSTRAINT pk_oral_role PRIMARY KEY (person_id, part_id),
        CONSTRAINT fk_oral_role_person_id_person FOREIGN KEY(person_id) REFERENCES person (id)
    )
    """,
    """
    CREATE TABLE unmatched_award (
        candidate_id INTEGER NOT NULL,
        number INTEGER NOT NULL,
        label VARCHAR NOT NULL,
        obtained_on VARCHAR(10),
        proof VARCHAR NOT NULL,
        CONSTRAINT pk_unmatched_award PRIMARY KEY (candidate_id, number),
        CONSTRAINT fk_unmatched_award_candidate_id_candidate FOREIGN KEY(candidate_id) REFERENCES candidate (id)
    )
    """,
    """
    CREATE TABLE training_result (
        candidate_id INTEGER NOT NULL,
        bloc_id VARCHAR NOT NULL,
        satisfied BOOLEAN NOT NULL,
        CONSTRAINT pk_training_result PRIMARY KEY (candidate_id, bloc_id),
        CONSTRAINT fk_training_result_candidate_id_candidate FOREIGN KEY(candidate_id) REFERENCES candidate (id)
    )
    """,
    """
    CREATE TABLE production_deposit (
        candidate_id INTEGER NOT NULL,
        modality VARCHAR(32) NOT NULL,
        at VARCHAR(32) NOT NULL,
        slides JSON NOT NULL,
        remark VARCHAR NOT NULL,
        CONSTRAINT pk_production_deposit PRIMARY KEY (candidate_id, modality),
        CONSTRAINT fk_production_deposit_candidate_id_candidate FOREIGN KEY(candidate_id) REFERENCES candidate (id)
    )
    """,
    """
    CREATE TABLE planning (
        id INTEGER NOT NULL,
        settings JSON NOT NULL,
        kept_at VARCHAR(32) NOT NULL,
        CONSTRAINT pk_planning PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE planning_slot (
        number INTEGER NOT NULL,
        kind VARCHAR(32) NOT NULL,
        starts_at VARCHAR(16) NOT NULL,
        ends_at VARCHAR(16) NOT NULL,
        place VARCHAR NOT NULL,
        panel INTEGER NOT NULL,
        candidate_id INTEGER,
        part_id VARCHAR NOT NULL,
        first_phase INTEGER NOT NULL,
        last_phase INTEGER NOT NULL,
        jury_present BOOLEAN NOT NULL,
        takes_speaker BOOLEAN NOT NULL,
        CONSTRAINT pk_planning_slot PRIMARY KEY (number),
        CONSTRAINT fk_planning_slot_candidate_id_candidate FOREIGN KEY(candidate_id) REFERENCES candidate (id)
    )
    """,
    """
    CREATE TABLE list_import (
        number INTEGER NOT NULL,
        at VARCHAR(32) NOT NULL,
        list_name VARCHAR NOT NULL,
        added JSON NOT NULL,
        former JSON NOT NULL,
        undone_at VARCHAR(32),
        CONSTRAINT pk_list_import PRIMARY KEY (number)
    )
    """,
)


def upgrade(connection: sqlcipher.Connection) -> None:
    """Add the columns and tables of the second shape; what a file of the first shape holds stays as it is."""
    for column in _COLUMNS:
        connection.execute(f"ALTER TABLE {column}")
    for table in _TABLES:
        connection.execute(table)
