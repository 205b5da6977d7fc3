"""What the jury's side refuses: packets between laptops, the deliberation room, derogations."""

from enum import Enum


class JuryFault(Enum):
    """What the trade or a packet refuses: one member, one French sentence."""

    SESSION_MOVED = (
        "Cette session continue sur un autre poste depuis le {at} ({to}) : cette copie se lit, elle ne change plus. "
        "Si la copie emportée est perdue, le responsable de session la reprend ici."
    )
    SESSION_NOT_MOVED = "Cette session ne continue pas ailleurs : il n’y a rien à reprendre, elle vit ici."
    BEHIND_CLOSED_DOORS = (
        "Depuis {at}, le jury délibère hors de toute autre présence : seul un membre du jury agit ici. Un juré rouvre "
        "les portes avec son code, dans Délibération."
    )
    OWN_ABSENCE = (
        "{name} fait l’appel et se trouve donc dans la salle. Un autre juré fait l’appel si {name} n’y est pas."
    )
    ABSENCE_WITHOUT_REASON = "{name} est noté absent de la salle : dites pourquoi, en quelques mots."
    DECIDED_WITHOUT = (
        "{candidate} : la décision était prise et confirmée en l’absence de {name}, elle n’attend pas son accord. Si "
        "le jury y revient, changez une position ou la décision."
    )
    NOTHING_TO_POSTPONE = "{candidate} est décidé et confirmé : il n’y a rien à reporter."
    PACKET_UNKNOWN = "Ce fichier n’est pas un paquet de juré. Choisissez un fichier .jurypack."
    PACKET_CUT_SHORT = (
        "Ce paquet est incomplet : il a été coupé pendant une copie. Copiez-le de nouveau depuis le poste du juré, en "
        "attendant la fin avant de retirer la clé."
    )
    PACKET_ALTERED = (
        "Ce paquet a été abîmé ou modifié depuis sa signature : rien n’en est pris. Produisez-en un autre sur le poste "
        "du juré."
    )
    PACKET_TOO_NEW = "Ce paquet vient d’une version plus récente de Jurade. Mettez à jour ce poste, puis recommencez."
    PACKET_OF_ANOTHER_SESSION = (
        "Ce paquet appartient à une autre session. Ouvrez la session dont le juré a une copie, ou demandez-lui le bon "
        "paquet."
    )
    PACKET_UNSIGNED = (
        "Ce paquet n’est pas signé par le juré dont il porte le travail. Vérifiez que le jury est le même sur les deux "
        "postes, noms compris, puis produisez un autre paquet."
    )
    PACKET_TOO_LARGE = (
        "Ce paquet est bien plus gros que le travail d’un juré : rien n’en est pris. Produisez-en un autre sur le "
        "poste du juré."
    )
    PACKET_FROM_THE_FUTURE = (
        "Ce paquet est daté du {at}, et ce poste est au {now}. Mettez à l’heure celui des deux postes qui se trompe, "
        "puis produisez un autre paquet."
    )
    PACKET_JOURNAL_BROKEN = (
        "Le journal du poste qui a fait ce paquet est rompu : rien n’en est pris. Sur ce poste-là, vérifiez la session "
        "(jurade sauvegarde verifier)."
    )
    PACKET_LIST_CHANGED = (
        "La liste des candidats a changé depuis que ce poste a reçu sa copie : le paquet ne dit plus des mêmes "
        "personnes. Remettez la liste comme elle était, ou ressaisissez les grilles de ce juré."
    )
    PACKET_AFTER_CLOSING = (
        "La session est close depuis le {at} : plus aucun paquet n’y entre. Gardez le fichier ; une erreur se corrige "
        "par un rectificatif."
    )
    PART_WITHOUT_CRITERIA = (
        "« {part} » n’a pas de critère à saisir : son appréciation s’écrit dans la fenêtre, au poste du juré, puis la "
        "grille se verrouille."
    )
    PACKET_IS_FOLDER = "{folder} est un dossier. Donnez les paquets qu’il contient, l’un après l’autre : {packets}."
    PACKET_FOLDER_EMPTY = "{folder} est un dossier, et il ne contient aucun paquet (.jurypack)."
    CODE_NOT_CHOSEN = (
        "{name} n’a pas encore choisi de code : ouvrez la session dans la fenêtre et passez-lui le poste (Ctrl+J), il "
        "se choisit là."
    )
    CODE_NOT_GIVEN = (
        "Aucun code n’est donné. Tapez-le quand il est demandé, ou indiquez-le par --code-fichier ou par la variable "
        "JURADE_CODE."
    )
    GRID_DISPUTED = (
        "Cette grille existe en plusieurs versions. Gardez-en d’abord une, en disant pourquoi, puis recommencez."
    )
    GRIDS_SETTLED = "Le jury a déjà pris position sur {candidate} : ses grilles ne changent plus."
    VERSION_NOT_YOURS = "Seul l’auteur d’une grille choisit la version à garder. Passez-lui le poste."
    VERSION_UNKNOWN = "Cette version n’est pas parmi celles qui attendent un choix. Rouvrez l’état des grilles."
    WAIVER_NOT_EXPECTED = "Cette grille n’est pas attendue : il n’y a pas à s’en passer."
    WAIVER_OF_LOCKED = "Cette grille est verrouillée : elle compte, le jury ne s’en passe pas."
    WAIVER_OF_LAST = (
        "{candidate} : c’est la dernière grille de « {part} ». Le jury ne peut pas délibérer sur une partie que "
        "personne n’a évaluée."
    )
    WAIVER_OF_OWN = (
        "Cette grille est la vôtre : c’est un autre membre du jury, présent dans la salle, qui dit que le jury s’en "
        "passe. Laissez-lui le poste."
    )
    WAIVER_USED = (
        "{candidate} : le jury se passe de cette grille et lit déjà toutes les autres. Elle ne peut plus être attendue."
    )
    GRID_WAIVED = (
        "Le jury se passe de cette grille : rien ne s’y écrit plus. Un juré du candidat peut l’attendre de nouveau "
        "dans le registre des grilles, tant que le jury n’a pas lu toutes les autres."
    )
    WAIVER_UNKNOWN = "Le jury ne se passe pas de cette grille : il n’y a rien à reprendre."
    OUTCOME_BARRED = "{candidate} : cette décision n’est pas possible. {reason}"
    NO_VOTE = "Aucun vote n’est prévu pour cette certification : le jury décide d’une seule voix."
    AWAY_FROM_THE_ROOM = (
        "{name} est noté absent de la salle de délibération. Si ce juré est revenu, refaites l’appel, puis recommencez."
    )
    EVIDENCE_NOT_ASKED = (
        "{candidate} : « {item} » n’est pas à consulter pour cette voie d’accès et ce type de session. "
        "Consultez les éléments de la liste."
    )
    EVIDENCE_NEVER_MISSING = (
        "{candidate} : le jury ne peut pas délibérer sans « {item} ». Dites-le vu une fois consulté ; s’il manque, "
        "voyez avec le responsable de session avant de décider."
    )
    EVIDENCE_NOT_HELD = (
        "{candidate} : « {item} » n’a pas eu lieu, il ne peut pas avoir été vu. Dites-le manquant, et pourquoi."
    )
    EVIDENCE_REASON_MISSING = "{candidate} : dites pourquoi le jury délibère sans « {item} »."
    EVIDENCE_UNREAD = (
        "{candidate} : il reste à consulter {items}. Dites chaque élément vu, ou manquant avec la raison, puis "
        "enregistrez la décision (règle 15)."
    )
    DEROGATION_INCOMPLETE = "Dites par qui elle est accordée, et pour quelle raison : les deux sont imprimés."
    FINDING_GONE = "Ce point de la règle {rule} n’est plus à régler tel qu’il était : relisez les contrôles."
    NO_DEROGATION = "La règle {rule} n’admet pas de dérogation sur ce point : il se règle là où Contrôles y mène."
    NOTHING_TO_JUSTIFY = (
        "Ce point de la règle {rule} ne s’explique pas ici : il vient de lui-même, ou sa raison s’écrit là où "
        "Contrôles y mène."
    )
    SHORTFALL_CAUSE_SHORT = (
        "Dites pourquoi le quorum n’est pas atteint, en {least} caractères au moins : c’est imprimé."
    )
    SHORTFALL_OF_NOBODY = "Choisissez au moins un candidat."
    SHORTFALL_NOTED = "{candidate} : la carence est déjà constatée. Reprenez-la d’abord pour en changer les mots."
    SHORTFALL_WITH_QUORUM = (
        "{candidate} : le quorum est atteint, il n’y a pas de carence à constater. Si un juré est parti, le jury "
        "refait l’appel dans Délibération (A) ; s’il a un lien, notez le déport dans Préparation."
    )
    SHORTFALL_OF_DECIDED = (
        "{candidate} : la décision est prise et confirmée avec le quorum, elle demeure même si un juré est parti."
    )
    SHORTFALL_UNKNOWN = "{candidate} : aucune carence n’est constatée, il n’y a rien à reprendre."
    SHORTFALL_KEEPS = "{candidate} : la carence du jury est constatée. Reprenez-la d’abord dans Contrôles (R)."
    CANDIDATE_BEFORE_THE_JURY = (
        "{candidate} figure dans une dérogation, une grille écartée ou la délibération : cette personne reste sur la "
        "liste. Si elle n’est pas venue, constatez son absence dans la Journée."
    )
    NOT_MISSING = (
        "{name} a rempli une grille, ou le jury s’est déjà réuni : l’appel se fait alors par un juré, dans "
        "Délibération (A)."
    )
    SHORTFALL_STANDS = (
        "{candidate} : la carence du jury est constatée, il n’y a plus rien à délibérer. Si le quorum est revenu, le "
        "responsable de session reprend la constatation dans Contrôles (R)."
    )
    NOTHING_TO_GRANT = (
        "Aucun point de la règle {rule} n’admet de dérogation ni de raison écrite ici : « jurade session controler » "
        "dit ce qui reste."
    )
    RECTIFICATION_UNCHANGED = "{subject} : « {value} » est déjà ce que disent les documents. Écrivez la valeur exacte."
    RECTIFICATION_BY_ANOTHER = (
        "Seuls peuvent donner leur accord les jurés qui en répondent : {names}. Cochez parmi eux."
    )
    RECTIFICATION_NEEDS_ALL = (
        "{subject} : c’est une décision du jury, son changement demande l’accord de chaque juré qui a délibéré sur ce "
        "candidat. Il manque celui de {names}."
    )
    SIGNS_NOT = (
        "{name} {why}. Seul signe qui a délibéré sur un candidat au moins (« tous les membres » vient du règlement de "
        "2008, à vérifier)."
    )
    NO_VOICE = "Vous ne délibérez pas sur ce candidat : un juré qui l’évalue s’installe au poste."
