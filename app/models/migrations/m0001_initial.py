"""Step 1: the first shape of a session file. Frozen: a later change is a new step."""

import sqlcipher3.dbapi2 as sqlcipher

_TABLES = (
    """
    CREATE TABLE candidate (
        id INTEGER NOT NULL,
        rank INTEGER NOT NULL,
        number VARCHAR NOT NULL,
        civility VARCHAR NOT NULL,
        birth_name VARCHAR NOT NULL,
        usage_name VARCHAR NOT NULL,
        first_name VARCHAR NOT NULL,
        other_first_names VARCHAR NOT NULL,
        birth_date VARCHAR(10),
        birth_town VARCHAR NOT NULL,
        birth_department VARCHAR NOT NULL,
        birth_country VARCHAR NOT NULL,
        nationality VARCHAR NOT NULL,
        email VARCHAR NOT NULL,
        phone VARCHAR NOT NULL,
        address VARCHAR NOT NULL,
        postcode VARCHAR NOT NULL,
        town VARCHAR NOT NULL,
        access_path VARCHAR(32) NOT NULL,
        status VARCHAR NOT NULL,
        training_body VARCHAR NOT NULL,
        convened_at VARCHAR NOT NULL,
        professional_file BOOLEAN,
        training_results BOOLEAN,
        CONSTRAINT pk_candidate PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE exam_session (
        id INTEGER NOT NULL,
        session_type_id VARCHAR NOT NULL,
        centre_name VARCHAR NOT NULL,
        centre_address VARCHAR NOT NULL,
        agreement VARCHAR NOT NULL,
        agreement_until VARCHAR(10),
        place VARCHAR NOT NULL,
        starts_on VARCHAR(10) NOT NULL,
        ends_on VARCHAR(10) NOT NULL,
        manager VARCHAR NOT NULL,
        ceres_number VARCHAR NOT NULL,
        record_number VARCHAR NOT NULL,
        created_at VARCHAR(32) NOT NULL,
        authority_certificate BLOB,
        authority_key BLOB,
        closed_at VARCHAR(32),
        closed_content_digest VARCHAR NOT NULL,
        closed_framework_digest VARCHAR NOT NULL,
        sealed_at VARCHAR(32),
        CONSTRAINT pk_exam_session PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE framework (
        id INTEGER NOT NULL,
        framework_id VARCHAR NOT NULL,
        content VARCHAR NOT NULL,
        digest VARCHAR NOT NULL,
        CONSTRAINT pk_framework PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE journal (
        machine VARCHAR NOT NULL,
        number INTEGER NOT NULL,
        at VARCHAR(32) NOT NULL,
        actor VARCHAR NOT NULL,
        act VARCHAR NOT NULL,
        table_name VARCHAR NOT NULL,
        row_key VARCHAR NOT NULL,
        changes JSON NOT NULL,
        reason VARCHAR NOT NULL,
        previous VARCHAR NOT NULL,
        digest VARCHAR NOT NULL,
        CONSTRAINT pk_journal PRIMARY KEY (machine, number)
    )
    """,
    """
    CREATE TABLE person (
        id INTEGER NOT NULL,
        function VARCHAR(32) NOT NULL,
        family_name VARCHAR NOT NULL,
        given_name VARCHAR NOT NULL,
        quality VARCHAR NOT NULL,
        employer VARCHAR NOT NULL,
        habilitation VARCHAR NOT NULL,
        habilitation_until VARCHAR(10),
        uses_english BOOLEAN NOT NULL,
        declared_at VARCHAR(32),
        pin_hash VARCHAR NOT NULL,
        pin_failures INTEGER NOT NULL,
        pin_failed_at VARCHAR(32),
        certificate BLOB,
        encrypted_key BLOB,
        CONSTRAINT pk_person PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE accommodation (
        candidate_id INTEGER NOT NULL,
        measure VARCHAR NOT NULL,
        extra_time VARCHAR NOT NULL,
        authority VARCHAR NOT NULL,
        granted_on VARCHAR(10),
        CONSTRAINT pk_accommodation PRIMARY KEY (candidate_id),
        CONSTRAINT fk_accommodation_candidate_id_candidate FOREIGN KEY(candidate_id) REFERENCES candidate (id)
    )
    """,
    """
    CREATE TABLE attendance (
        candidate_id INTEGER NOT NULL,
        presence VARCHAR(32) NOT NULL,
        at VARCHAR(32) NOT NULL,
        detail VARCHAR NOT NULL,
        CONSTRAINT pk_attendance PRIMARY KEY (candidate_id),
        CONSTRAINT fk_attendance_candidate_id_candidate FOREIGN KEY(candidate_id) REFERENCES candidate (id)
    )
    """,
    """
    CREATE TABLE award (
        candidate_id INTEGER NOT NULL,
        bloc_id VARCHAR NOT NULL,
        value VARCHAR(32) NOT NULL,
        CONSTRAINT pk_award PRIMARY KEY (candidate_id, bloc_id),
        CONSTRAINT fk_award_candidate_id_candidate FOREIGN KEY(candidate_id) REFERENCES candidate (id)
    )
    """,
    """
    CREATE TABLE confirmation (
        juror_id INTEGER NOT NULL,
        candidate_id INTEGER NOT NULL,
        at VARCHAR(32) NOT NULL,
        CONSTRAINT pk_confirmation PRIMARY KEY (juror_id, candidate_id),
        CONSTRAINT fk_confirmation_juror_id_person FOREIGN KEY(juror_id) REFERENCES person (id),
        CONSTRAINT fk_confirmation_candidate_id_candidate FOREIGN KEY(candidate_id) REFERENCES candidate (id)
    )
    """,
    """
    CREATE TABLE decision (
        candidate_id INTEGER NOT NULL,
        outcome VARCHAR(32) NOT NULL,
        motive VARCHAR NOT NULL,
        decided_at VARCHAR(32) NOT NULL,
        CONSTRAINT pk_decision PRIMARY KEY (candidate_id),
        CONSTRAINT fk_decision_candidate_id_candidate FOREIGN KEY(candidate_id) REFERENCES candidate (id)
    )
    """,
    """
    CREATE TABLE document (
        id INTEGER NOT NULL,
        kind VARCHAR NOT NULL,
        number VARCHAR NOT NULL,
        version INTEGER NOT NULL,
        title VARCHAR NOT NULL,
        content BLOB NOT NULL,
        sha256 VARCHAR NOT NULL,
        created_at VARCHAR(32) NOT NULL,
        candidate_id INTEGER,
        CONSTRAINT pk_document PRIMARY KEY (id),
        CONSTRAINT fk_document_candidate_id_candidate FOREIGN KEY(candidate_id) REFERENCES candidate (id)
    )
    """,
    """
    CREATE TABLE grid (
        juror_id INTEGER NOT NULL,
        candidate_id INTEGER NOT NULL,
        part_id VARCHAR NOT NULL,
        appreciation VARCHAR NOT NULL,
        waiver VARCHAR NOT NULL,
        locked_at VARCHAR(32),
        digest VARCHAR NOT NULL,
        CONSTRAINT pk_grid PRIMARY KEY (juror_id, candidate_id, part_id),
        CONSTRAINT fk_grid_juror_id_person FOREIGN KEY(juror_id) REFERENCES person (id),
        CONSTRAINT fk_grid_candidate_id_candidate FOREIGN KEY(candidate_id) REFERENCES candidate (id)
    )
    """,
    """
    CREATE TABLE incident (
        number INTEGER NOT NULL,
        at VARCHAR(32) NOT NULL,
        text VARCHAR NOT NULL,
        candidate_id INTEGER,
        CONSTRAINT pk_incident PRIMARY KEY (number),
        CONSTRAINT fk_incident_candidate_id_candidate FOREIGN KEY(candidate_id) REFERENCES candidate (id)
    )
    """,
    """
    CREATE TABLE phase_event (
        candidate_id INTEGER NOT NULL,
        part_id VARCHAR NOT NULL,
        number INTEGER NOT NULL,
        phase INTEGER NOT NULL,
        kind VARCHAR(32) NOT NULL,
        wall VARCHAR(32) NOT NULL,
        ticks_ms INTEGER NOT NULL,
        boot VARCHAR NOT NULL,
        reason VARCHAR NOT NULL,
        CONSTRAINT pk_phase_event PRIMARY KEY (candidate_id, part_id, number),
        CONSTRAINT fk_phase_event_candidate_id_candidate FOREIGN KEY(candidate_id) REFERENCES candidate (id)
    )
    """,
    """
    CREATE TABLE position (
        candidate_id INTEGER NOT NULL,
        unit_id VARCHAR NOT NULL,
        mastered BOOLEAN NOT NULL,
        motive VARCHAR NOT NULL,
        cited JSON NOT NULL,
        CONSTRAINT pk_position PRIMARY KEY (candidate_id, unit_id),
        CONSTRAINT fk_position_candidate_id_candidate FOREIGN KEY(candidate_id) REFERENCES candidate (id)
    )
    """,
    """
    CREATE TABLE prior_award (
        candidate_id INTEGER NOT NULL,
        bloc_id VARCHAR NOT NULL,
        obtained_on VARCHAR(10),
        proof VARCHAR NOT NULL,
        CONSTRAINT pk_prior_award PRIMARY KEY (candidate_id, bloc_id),
        CONSTRAINT fk_prior_award_candidate_id_candidate FOREIGN KEY(candidate_id) REFERENCES candidate (id)
    )
    """,
    """
    CREATE TABLE rectification (
        number INTEGER NOT NULL,
        at VARCHAR(32) NOT NULL,
        author VARCHAR NOT NULL,
        agreed_by VARCHAR NOT NULL,
        candidate_id INTEGER,
        subject VARCHAR NOT NULL,
        "before" VARCHAR NOT NULL,
        "after" VARCHAR NOT NULL,
        reason VARCHAR NOT NULL,
        CONSTRAINT pk_rectification PRIMARY KEY (number),
        CONSTRAINT fk_rectification_candidate_id_candidate FOREIGN KEY(candidate_id) REFERENCES candidate (id)
    )
    """,
    """
    CREATE TABLE recusal (
        juror_id INTEGER NOT NULL,
        candidate_id INTEGER NOT NULL,
        reason VARCHAR NOT NULL,
        CONSTRAINT pk_recusal PRIMARY KEY (juror_id, candidate_id),
        CONSTRAINT fk_recusal_juror_id_person FOREIGN KEY(juror_id) REFERENCES person (id),
        CONSTRAINT fk_recusal_candidate_id_candidate FOREIGN KEY(candidate_id) REFERENCES candidate (id)
    )
    """,
    """
    CREATE TABLE fact (
        juror_id INTEGER NOT NULL,
        number INTEGER NOT NULL,
        candidate_id INTEGER NOT NULL,
        part_id VARCHAR NOT NULL,
        at VARCHAR(32) NOT NULL,
        phase VARCHAR NOT NULL,
        text VARCHAR NOT NULL,
        criterion_id VARCHAR,
        CONSTRAINT pk_fact PRIMARY KEY (juror_id, number),
        CONSTRAINT fk_fact_juror_id_candidate_id_part_id_grid FOREIGN KEY(juror_id, candidate_id, part_id)
            REFERENCES grid (juror_id, candidate_id, part_id)
    )
    """,
    """
    CREATE TABLE mark (
        juror_id INTEGER NOT NULL,
        candidate_id INTEGER NOT NULL,
        part_id VARCHAR NOT NULL,
        criterion_id VARCHAR NOT NULL,
        value VARCHAR(32) NOT NULL,
        word VARCHAR NOT NULL,
        CONSTRAINT pk_mark PRIMARY KEY (juror_id, candidate_id, part_id, criterion_id),
        CONSTRAINT fk_mark_juror_id_candidate_id_part_id_grid FOREIGN KEY(juror_id, candidate_id, part_id)
            REFERENCES grid (juror_id, candidate_id, part_id)
    )
    """,
    """
    CREATE TABLE signature (
        document_id INTEGER NOT NULL,
        juror_id INTEGER NOT NULL,
        at VARCHAR(32) NOT NULL,
        CONSTRAINT pk_signature PRIMARY KEY (document_id, juror_id),
        CONSTRAINT fk_signature_document_id_document FOREIGN KEY(document_id) REFERENCES document (id),
        CONSTRAINT fk_signature_juror_id_person FOREIGN KEY(juror_id) REFERENCES person (id)
    )
    """,
)


def upgrade(connection: sqlcipher.Connection) -> None:
    """Create every table of the first shape."""
    for table in _TABLES:
        connection.execute(table)
