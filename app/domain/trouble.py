"""What the machine can refuse: the second half of the catalogue of sentences, beside the trade's own faults."""

from enum import Enum


class Trouble(Enum):
    """What the machine refuses: one member, one French sentence."""

    FILE_MISSING = "Le fichier {file} n’existe pas ou n’existe plus. Vérifiez son emplacement."
    FILE_UNREADABLE = "Le fichier {file} ne peut pas être lu. Vérifiez vos droits sur ce fichier."
    FILE_EXISTS = "Un fichier nommé {file} existe déjà dans ce dossier. Choisissez un autre nom."
    FILE_NOT_WRITTEN = (
        "{file} n’a pas pu être écrit dans le dossier {folder} : disque plein ou dossier en lecture seule. "
        "Choisissez un autre emplacement."
    )
    FILE_LOCKED_ELSEWHERE = (
        "{file} est ouvert sur le poste {host} depuis le {at}. Fermez-le là-bas. Si ce poste s’est arrêté "
        "brutalement, supprimez le fichier {lock} puis ouvrez de nouveau."
    )
    FILE_OPEN_ALREADY = "{file} est déjà ouvert sur ce poste depuis le {at}. Revenez à la fenêtre ouverte."
    FILE_BUSY = "{file} est occupé par une autre opération. Attendez un instant, puis recommencez."
    FILE_READ_ONLY = (
        "{file} ne peut pas être modifié : le fichier ou son dossier est en lecture seule. Copiez-le dans un dossier "
        "où vous pouvez écrire."
    )
    FOLDER_MISSING = "Le dossier {folder} n’existe pas ou n’existe plus. Choisissez un autre emplacement."
    FOLDER_READ_ONLY = (
        "Impossible d’écrire dans le dossier {folder}. Choisissez un dossier où vous avez le droit d’écrire."
    )
    DISK_FULL = (
        "Le disque est plein : {file} n’a pas pu être enregistré. Libérez de la place, puis recommencez. "
        "Ce qui était déjà enregistré est intact."
    )
    DISK_REFUSED = (
        "Le disque a refusé d’écrire ou de lire {file}. Si le fichier est sur une clé USB, vérifiez qu’elle est bien "
        "en place, puis recommencez."
    )
    PASSPHRASE_WRONG = "La phrase secrète ne convient pas à {file}. Vérifiez les mots, les espaces et les majuscules."  # noqa: S105 - a sentence
    PASSPHRASE_EMPTY = "La phrase secrète est vide. Saisissez les mots choisis à la création de la session."  # noqa: S105 - a sentence
    FILE_DAMAGED = (
        "{file} est abîmé : une partie ne peut plus être lue. Ne l’écrasez pas. Ouvrez la dernière sauvegarde, "
        "dans le dossier {backups}."
    )
    FRAMEWORK_ALTERED = (
        "Le référentiel gardé dans {file} n’est plus celui de la création : il a été modifié hors de Jurade. "
        "Ouvrez la dernière sauvegarde, dans le dossier {backups}."
    )
    SESSION_LEFT = "La session {file} est fermée. Ouvrez-la de nouveau, puis recommencez."
    FILE_NOT_SESSION = "{file} n’est pas un fichier de session Jurade. Choisissez un fichier .jurade."
    FILE_TOO_NEW = (
        "{file} a été écrit par une version plus récente de Jurade (format {found}, ce poste connaît {known}). "
        "Mettez Jurade à jour sur ce poste."
    )
    BACKUP_FAILED = "La sauvegarde de {file} a échoué ; la session elle-même est intacte. Vérifiez le disque."
    UNEXPECTED = "L’action s’est arrêtée sur une erreur imprévue. Le rapport d’incident dit où."
