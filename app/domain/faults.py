"""The failures that a person can mend, and their one catalogue of French sentences.

Three kinds of failure exist. `DomainError`: the trade or the input says no. `EnvironmentFault`: the machine says no
(disk, lock, passphrase, damaged file). Everything else is a bug and reaches the crash report. Every sentence says
what is wrong, where, and how to mend it; its fields are filled from keyword arguments.
"""

from enum import Enum

from app.domain.jury_faults import JuryFault
from app.domain.trouble import Trouble

__all__ = ["DomainError", "EnvironmentFault", "Fault", "JuryFault", "Trouble"]


class Fault(Enum):
    """What the trade or the input refuses: one member, one French sentence."""

    FRAMEWORK_UNKNOWN = "Aucun référentiel ne porte l’identifiant « {id} ». Identifiants connus : {known}."
    MAPPING_FILE_INVALID = (
        "{file} ne donne pas de correspondance : un objet JSON « titre de colonne » → « champ » est attendu."
    )
    JUROR_UNKNOWN = "Aucun juré ne porte le numéro {id}. Jurés de la session : {known}."
    PERSON_UNKNOWN = "Aucune personne ne porte le numéro {id}. Personnes de la session : {known}."
    CANDIDATE_UNKNOWN = "Aucun candidat ne porte l’identifiant « {id} »."
    CANDIDATE_AMBIGUOUS = (
        "Plusieurs candidats portent l’identifiant « {id} » : {known}. Désignez l’un d’eux par ce numéro d’ordre, "
        "et corrigez ou retirez l’autre dans la Préparation."
    )
    DAY_OUTSIDE_SESSION = (
        "Le {day} n’est pas un jour de la session, qui va du {first} au {last}. Corrigez les jours de présence."
    )
    GRID_LINE_SHAPE = (
        "« {line} » : il faut le candidat, la modalité, le critère et la valeur, séparés par des points-virgules."
    )
    MARK_UNKNOWN = "« {value} » n’est pas une valeur de l’échelle de ce référentiel. Valeurs possibles : {values}."
    POINTS_OUT_OF_RANGE = "« {value} » n’est pas un nombre de points de cette échelle : {range}."
    WORD_MISSING = "« Non observé » demande un mot d’explication."
    FRAMEWORK_WITHOUT_SESSION = "« {title} » ne permet pas d’ouvrir une session : {why}"
    FRAMEWORK_UNIDENTIFIED = "« {title} » n’a pas de code ou pas de millésime : aucune session ne peut s’ouvrir."
    PHRASE_SHORT = (
        "La phrase secrète compte moins de {least} caractères : elle protège seule le fichier. Prenez cinq mots sans "
        "lien entre eux."
    )
    SESSION_TYPE_UNKNOWN = "« {type} » n’est pas un type de session de « {title} ». Types connus : {known}."
    SHEET_INCOMPLETE = "Il manque {field}. Complétez la fiche de la session."
    DATES_REVERSED = "La session ne peut pas commencer le {start} et finir le {end}. Vérifiez les deux dates."
    CANDIDATE_IN_INCIDENT = (
        "{candidate} figure dans un incident noté : son nom reste sur la liste. Constatez plutôt son absence."
    )
    LIST_WITHOUT_CANDIDATE = "Aucune ligne de cette liste ne peut être importée. Corrigez la liste, puis recommencez."
    IMPORT_NONE = "Aucun import de liste n’est à annuler."
    IMPORT_BEGUN = "Un candidat a déjà commencé ses épreuves : aucun import ne peut plus être annulé."
    IMPORT_CHANGED_SINCE = (
        "La fiche de {candidate} a été modifiée depuis l’import : l’annuler perdrait cette saisie. "
        "Corrigez plutôt les fiches une à une."
    )
    CANDIDATE_IN_FRAUD = "{candidate} figure dans un rapport de fraude : son nom reste sur la liste."
    IMPORT_IN_FRAUD = "{candidate} figure dans un rapport de fraude : l’import qui l’a ajouté ne peut plus être annulé."
    IMPORT_IN_INCIDENT = "{candidate} figure dans un incident noté : l’import qui l’a ajouté ne peut plus être annulé."
    IMPORT_MET_SINCE = (
        "Une présence ou un déport est noté pour {candidate} depuis l’import : l’annuler perdrait cette saisie. "
        "Retirez plutôt les fiches une à une."
    )
    IMPORT_PLANNED_SINCE = (
        "{candidate} figure dans le planning gardé depuis l’import. Retirez d’abord ce candidat du planning."
    )
    CANDIDATE_GRADED = "{candidate} a déjà commencé ses épreuves : cette modification n’est plus possible."
    DOCUMENT_NOT_YET = "« {title} » n’est pas disponible pour vous à ce stade de la session."
    NO_DOCUMENT_YET = "Aucun de ces documents n’est disponible à ce stade : la session n’est pas close."
    NO_PAPER_COMPLETE = "Aucun de ces documents ne peut encore être fait. {lack}"
    CONVOCATION_WITHOUT_NUMBER = (
        "Le numéro de session CERES manque : aucune convocation ne part sans lui. Saisissez-le dans la Préparation, "
        "Session."
    )
    CONVOCATION_WITHOUT_HOUR = (
        "{candidate} n’a pas d’heure de convocation. Établissez le planning, ou saisissez l’heure dans la Préparation, "
        "Candidats."
    )
    RECORD_NUMBER_MISSING = "Le numéro du procès-verbal manque. Complétez-le dans la Préparation."
    CLOSING_BLOCKED = "La clôture attend : {points} dans les contrôles."
    DAY_NOT_BEGUN = "Personne n’a encore été constaté présent ou absent : il n’y a rien à clore."
    NOT_CLOSED = "La session n’est pas encore close : il n’y a pas de procès-verbal à signer ni à rectifier."
    VALIDATED_TOO_EARLY = (
        "L’administration ne peut pas avoir validé le {day} un procès-verbal clos le {closed}. Vérifiez la date."
    )
    VALIDATED_TOO_LATE = "Le {day} n’est pas encore passé. Saisissez la date portée sur le procès-verbal validé."
    ALREADY_SIGNED = "{name} a déjà signé ce procès-verbal."
    SIGNATURES_MISSING = "Il manque des signatures : {names}. Sinon, indiquez pourquoi la signature se fait à l’encre."
    ALREADY_SEALED = "La session est scellée depuis le {at}."
    RECTIFICATION_INCOMPLETE = "Un rectificatif dit quoi, la nouvelle valeur, pourquoi et avec l’accord de qui."
    MANAGER_ONLY = "Cet acte revient au responsable de session. Appelez-le au poste."
    JUROR_ONLY = "Cet acte revient à un membre du jury. Changez de personne, puis recommencez."
    NO_GRID_FOR_FUNCTION = "{name} est {function} : cette fonction ne comporte aucune grille."
    DECLARATION_MISSING = "{name} doit d’abord confirmer sa déclaration de non-lien et de confidentialité."
    JUROR_RECUSED = "{name} ne participe pas à l’évaluation de {candidate} (déport)."
    JUROR_ELSEWHERE = "{candidate} passe devant le jury {panel}, dont {name} n’est pas membre."
    CANDIDATE_NOT_PRESENT = "{candidate} n’est pas constaté présent. Constatez d’abord sa présence dans la Journée."
    COPY_NOT_YET = (
        "Pour l’instant, {copy} ne se corrige pas : elle s’ouvre une fois son auteur constaté présent dans la Journée."
    )
    PART_UNKNOWN = "{candidate} ne passe pas la partie « {part} » dans cette session."
    FINAL_INTERVIEW_EARLY = (
        "{candidate} : l’entretien final s’évalue en dernier. À verrouiller d’abord : {parts}. "
        "Sinon, indiquez la raison."
    )
    GRID_NOT_OPEN = "Cette grille n’est pas ouverte. Ouvrez-la depuis la Journée."
    GRID_LOCKED = "Cette grille est verrouillée depuis {at}. Déverrouillez-la en donnant une raison."
    GRID_NOT_LOCKED = "Cette grille n’est pas verrouillée : sa réponse se change sans raison à donner."
    GRID_INCOMPLETE = "La grille « {part} » n’est pas complète : {gaps} à renseigner."
    GRID_LACKS = "La grille ne peut pas encore être verrouillée. Il manque : {gaps}."
    GRIDS_STILL_OPEN = "{candidate} : des grilles ne sont pas verrouillées, la délibération ne peut pas commencer."
    DELIBERATION_BEGUN = "Le jury a déjà pris position sur {candidate} : la grille ne peut plus être rouverte."
    CRITERION_UNKNOWN = "Le critère « {criterion} » n’existe pas dans la partie « {part} »."
    FACT_EMPTY = "Le fait est vide. Écrivez ce que vous avez observé."
    FACT_NOT_STAMPED = (
        "Un fait n’est pas encore horodaté : « {text} ». Entrée le garde ; effacez la ligne pour y renoncer."
    )
    FACT_UNKNOWN = "Le fait n° {number} n’est pas sur cette grille."
    ABBREVIATION_REFUSED = "Cette abréviation ne peut pas servir. {fault}"
    ABBREVIATION_UNKNOWN = "Aucune abréviation fournie ne s’écrit « {letters} »."
    QUESTION_EMPTY = "La question est vide. Écrivez ce que vous voulez demander."
    QUESTION_TOO_LONG = (
        "Une question compte {count} signes ; le guide en prend {most}. Coupez-la en deux : « {text}… »."
    )
    GUIDE_FILE_REFUSED = "{file} n’est pas un guide de questions. Choisissez un texte (.txt ou .md), ou collez-le."
    GUIDE_FILE_EMPTY = "{file} ne contient aucune question. Écrivez une question par ligne."
    QUESTION_UNKNOWN = "Cette question n’est plus dans le guide. Quittez cette partie, puis revenez-y."
    QUESTION_PUT = "« {text} » a déjà été posée : elle reste au guide telle quelle. Ajoutez les autres à la suite."
    QUESTION_UNIT_UNKNOWN = "« {unit} » n’est pas une compétence de « {part} ». Connues : {known}."
    GUIDE_WITHOUT_PART = "La session n’a pas de partie « {part} ». Parties : {known}."
    ROLE_NOT_ASKED = "Le référentiel ne donne pas au jury le rôle « {role} » pour « {part} »."
    SPEAKER_SCREEN_ONLY = (
        "{name}, votre écran vous montre le candidat, votre rôle et le temps : le reste appartient au jury et au "
        "responsable. Pour laisser la place, changez de personne (Ctrl J)."
    )
    SCORE_FORBIDDEN = (
        "Un titre professionnel ne comporte ni note, ni moyenne, ni pourcentage. Décrivez ce qui a été observé."
    )
    REASON_MISSING = "Indiquez la raison en quelques mots."
    PHASES_OVER = "Toutes les phases de cette partie sont terminées."
    PHASE_ORDER = "Impossible pour l’instant : la phase {state}."
    LAPSE_UNKNOWN = "Aucune absence du poste ne porte le numéro {number}."
    LAPSE_SHORTER = "Comptez entre 0 et {most} : le poste n’a pas été absent plus longtemps."
    PART_OUT_OF_ORDER = (
        "{candidate} : l’épreuve « {earlier} » vient avant et n’est pas terminée. Si l’ordre a changé, ou si elle a eu "
        "lieu sans chronomètre, dites-le en quelques mots."
    )
    PART_ANOTHER_DAY = (
        "{candidate} : le planning prévoit « {part} » le {day} à {hour}. Si c’est bien aujourd’hui, indiquez la raison."
    )
    PART_EARLY = (
        "{candidate} : le planning prévoit « {part} » à {hour}, il est {now}. S’il faut commencer dès maintenant, "
        "indiquez la raison."
    )
    NOT_A_SESSION_DAY = (
        "Nous sommes le {today}, et la session se tient {days}. Vérifiez la date du poste ; si la session a changé de "
        "jour, corrigez ses dates dans la Préparation, Session."
    )
    ACCOMMODATION_UNREAD = (
        "{candidate} a un aménagement que vous n’avez pas encore lu. Lisez-le dans la Journée, puis commencez."
    )
    ACCOMMODATION_NONE = "{candidate} n’a aucun aménagement à lire."
    IDENTITY_DOCUMENT_MISSING = "Indiquez la pièce d’identité vue."
    ABSENCE_UNEXPLAINED = "« {code} » demande un mot : {asked}."
    ABSENT_AFTER_SITTING = (
        "{candidate} a déjà commencé ses épreuves : l’absence ne peut plus être constatée. Notez plutôt son départ."
    )
    PRESENCE_OBSERVED = "{candidate} : {state} depuis {at}. Pour le corriger, donnez une raison."
    ARRIVAL_TO_COME = "Il est {now} : une arrivée à {at} ne peut pas encore être constatée."
    LATE_ARRIVAL = (
        "{candidate} arrive après le début de « {part} », à {start}. Le responsable de session décide de ce retard ; "
        "si l’arrivée est antérieure, donnez son heure."
    )
    LATE_AFTER_START = "{candidate} a déjà commencé « {part} » : son retard ne se note plus."
    LATE_WITHOUT_LOSS = "Aucune minute n’est perdue : constatez simplement la présence."
    LATE_BEYOND_END = "« {part} » dure {planned} min : il n’en resterait rien après {minutes} min perdues."
    LATE_RECORDED = "Un retard de {candidate} est déjà noté pour « {part} ». Pour le corriger, donnez une raison."
    NOTHING_BEGUN = "{candidate} n’a rien commencé : constatez plutôt une absence."
    NOTHING_LEFT_TO_SIT = "{candidate} a passé toutes ses parties : il n’y a plus de départ à noter."
    LEFT_FOR_GOOD = "{candidate} : {kind} à {at}. Plus rien ne commence ni ne reprend."
    PART_NOT_SAT = "{candidate} n’a pas passé « {part} » : {kind} à {at}."
    INTERRUPTED = "{candidate} est en interruption depuis {at}. Notez d’abord sa reprise dans la Journée."
    DEPARTURE_KIND_MISSING = "Dites de quel départ il s’agit : abandon, interruption ou exclusion."
    NOT_INTERRUPTED = "Aucune interruption n’est en cours pour {candidate}."
    NOT_LEFT = "Aucun départ définitif n’est noté pour {candidate}."
    DEPARTURE_KEPT = "Le jury a déjà délibéré sur {candidate} : ce départ reste noté."
    WRITTEN_ONCE = (
        "Un incident ou un rapport noté ne se modifie ni ne s’efface. Notez-en un autre, qui précise ou qui corrige."
    )
    FRAUD_WITHOUT_FACTS = "Le rapport ne dit pas ce qui s’est passé. Écrivez ce qui a été vu et entendu."
    FRAUD_WITHOUT_WITNESS = "Un rapport de fraude est signé par au moins un témoin : donnez son nom et sa qualité."
    WITNESS_INCOMPLETE = "Témoin {number} : donnez le nom et la qualité."
    INCIDENT_EMPTY = "Décrivez l’incident en quelques mots."
    PIN_LENGTH = "Le code compte de {least} à {most} caractères."
    PIN_NOT_SET = "{name} n’a pas encore choisi de code. Commencez par sa déclaration."
    PIN_CHOSEN = "{name} a déjà un code. S’il est oublié, le responsable de session l’efface en disant pourquoi."
    PIN_WRONG = "Ce n’est pas le code {whose}. Vérifiez, puis recommencez."
    PIN_WAIT = "Trop de codes erronés. Recommencez dans {seconds} s."
    RECUSAL_KEPT = "Le jury a déjà pris position sur ce candidat : ce déport ne peut plus être retiré."
    RECUSAL_UNKNOWN = "Aucun déport n’est noté pour ce juré et ce candidat."
    PLANNING_MISSING = "Aucun planning n’est retenu. Calculez-le, puis retenez-le dans la Préparation."
    PLANNING_STALE = "Les candidats ont changé depuis ce calcul : recalculez le planning avant de le retenir."
    ROLE_WITHOUT_PART = "La session n’a pas de partie « {part} » : choisissez-en une autre pour ce rôle."
    NAME_MISSING = "Le nom et le prénom sont nécessaires."
    PERSON_HAS_WRITTEN = "{name} a déjà évalué : sa fonction ne change plus et cette personne reste dans la session."
    ROLE_NOT_THEIRS = "{name} est {function} : le rôle « {role} » revient à {whom}."
    PANEL_KEPT = "{name} a déjà évalué : cette personne ne change plus de jury."
    BLOC_UNKNOWN = "« {bloc} » n’est pas un {word} de cette certification. Connus : {known}."
    BLOC_TWICE = "{label} est donné deux fois. Gardez une seule ligne."
    DEPOSIT_UNKNOWN = "Aucune production de ce nom n’est à déposer avant cette session : « {modality} »."
    SLIDE_UNKNOWN = "La diapositive n° {number} n’est pas dans la liste du référentiel, qui en compte {count}."
    UNIT_UNKNOWN = "La compétence « {unit} » n’est pas à décider pour ce candidat."
    MOTIVE_REFUSED = "« {unit} » : le motif {fault}."
    OUTCOME_UNLAWFUL = "{candidate} : cette décision n’existe pas pour cette session."
    QUORUM_MISSING = (
        "{candidate} : il faut {quorum} jurés pour délibérer, {count} seulement le peut. Rappelez un juré ; sinon, "
        "rouvrez les portes (H), et le responsable de session constate la carence dans Contrôles."
    )
    DECISION_MISSING = "{candidate} : aucune décision à confirmer."
    RULE_BROKEN = "Règle {number} : {sentence}"
    SESSION_CLOSED = (
        "La session est close depuis le {at} : plus rien ne change. Une erreur se corrige par un rectificatif, "
        "dans l’écran Clôture."
    )
    FRAMEWORK_FILE_INVALID = "{file}, ligne {line} : {sentence}"
    FRAMEWORK_ID_TAKEN = "Un autre référentiel porte déjà l’identifiant « {id} ». Changez la clé « id » du fichier."
    FRAMEWORK_FILE_MISNAMED = "{file} contient le référentiel « {id} ». Renommez-le {id}.yaml."
    NOT_A_PDF = "Ce fichier n’est pas un PDF lisible. Choisissez le procès-verbal en PDF."
    SIGNATURE_PIN_EMPTY = "{name} n’a pas choisi de code PIN. Il en faut un pour protéger sa signature."
    SIGNATURE_PIN_WRONG = "Ce code PIN n’ouvre pas la signature {whose}. Vérifiez-le et recommencez."
    SIGNATURE_FIELD_UNKNOWN = "Ce document ne prévoit pas de signature « {field} ». Produisez-le à nouveau."
    SIGNATURE_FIELD_FILLED = "La case « {field} » est déjà signée. Aucune signature n’a été ajoutée."
    LIST_TYPE_UNKNOWN = (
        "Le fichier {file} n’est pas d’un type connu. Choisissez un classeur (.xlsx, .xlsm, .xlsb, .xls, .ods) ou un "
        "texte (.csv, .tsv)."
    )
    LIST_FILE_EMPTY = "Le fichier {file} est vide (0 octet). Demandez-le de nouveau à son expéditeur."
    LIST_TOO_LARGE = (
        "Le fichier {file} dépasse {limit} Mo : ce n’est pas une liste de candidats. Choisissez-en un autre."
    )
    LIST_UNPACKS_TOO_LARGE = (
        "Le classeur {file} occuperait {size} Mo une fois déplié : il n’est pas ouvert. Copiez la liste seule dans un "
        "classeur neuf."
    )
    LIST_ENCRYPTED = (
        "Le classeur {file} est protégé par un mot de passe. Ouvrez-le dans le tableur, retirez le mot de passe et "
        "enregistrez-le."
    )
    LIST_NOT_A_LIST = "Le fichier {file} n’est pas un classeur, mais {content}. Choisissez la liste elle-même."
    LIST_DAMAGED = (
        "Le fichier {file} est abîmé ou incomplet. Demandez-le de nouveau, ou ouvrez-le dans le tableur et "
        "enregistrez-le sous un autre nom."
    )
    LIST_TOO_HEAVY = (
        "Le fichier {file} demande trop de mémoire : il n’est pas ouvert. Copiez la liste seule dans un classeur neuf."
    )
    LIST_LINE_TOO_LONG = (
        "Le fichier {file} n’est pas une liste de candidats : sa ligne {line} compte plus de {limit} signes. "
        "Choisissez-en un autre."
    )
    LIST_TOO_MANY_LINES = (
        "Le fichier {file} compte plus de {limit} lignes ou cellules : ce n’est pas une liste de candidats. "
        "Choisissez-en un autre."
    )
    LIST_TEXT_UNREADABLE = (
        "Le texte du fichier {file} ne peut pas être déchiffré. Ouvrez-le dans le tableur et enregistrez-le en .xlsx."
    )
    LIST_SPREADS_TOO_FAR = (
        "La feuille « {sheet} » de {file} s’étend jusqu’à la cellule {cell}. Supprimez les lignes et colonnes "
        "inutiles, ou copiez la liste seule dans un classeur neuf."
    )
    LIST_SHEET_UNKNOWN = "Le classeur {file} n’a pas de feuille « {sheet} ». Feuilles présentes : {known}."
    LIST_HEADER_NOT_FOUND = (
        "Aucune ligne de titres reconnue dans {file}. Il faut au moins une colonne « Nom de naissance » et une colonne "
        "« Prénom », ou une correspondance."
    )
    LIST_WITHOUT_LINE = (
        "{file} n’a aucune ligne sous ses titres (ligne {line}). Remplissez la liste, ou choisissez une autre feuille."
    )
    LIST_MAPPING_COLUMN_UNKNOWN = (
        "La correspondance nomme une colonne « {column} » absente de la liste. Colonnes présentes : {known}."
    )
    LIST_MAPPING_FIELD_UNKNOWN = (
        "La correspondance donne à la colonne « {column} » le champ inconnu « {field} ». Champs connus : {known}."
    )
    LIST_MAPPING_FIELD_TWICE = (
        "La correspondance donne le champ « {field} » à plusieurs colonnes : {columns}. Gardez-en une."
    )


class _Worded(Exception):  # noqa: N818 - base of two families, never raised itself
    """An exception that carries a catalogue member and its parameters."""

    def __init__(self, what: Enum, **params: object) -> None:
        self.what = what
        self.params = params
        super().__init__(str(what.value).format(**params))

    @property
    def sentence(self) -> str:
        """The French sentence, ready to be shown."""
        return str(self.args[0])


class DomainError(_Worded):
    """The trade's rules or the input refuse the act; nothing was changed."""

    def __init__(self, what: Fault | JuryFault, **params: object) -> None:
        super().__init__(what, **params)


class EnvironmentFault(_Worded):
    """The machine refuses the act; nothing was changed."""

    def __init__(self, what: Trouble, **params: object) -> None:
        super().__init__(what, **params)
