-- What the desk knows and no record says. Each change stands with its line of the trail in one transaction.

CREATE TABLE IF NOT EXISTS accounts (
    name     TEXT PRIMARY KEY,
    display  TEXT NOT NULL,
    role     TEXT NOT NULL,
    audience TEXT NOT NULL,
    email    TEXT NOT NULL DEFAULT '',
    -- An argon2 hash; empty where the account signs in elsewhere only.
    password TEXT NOT NULL DEFAULT '',
    active   INTEGER NOT NULL DEFAULT 1,
    made     TEXT NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX IF NOT EXISTS accounts_email ON accounts (email) WHERE email <> '';

-- The hash of a token, never the token: who reads this file can sign in as no one.
CREATE TABLE IF NOT EXISTS sessions (
    token    TEXT PRIMARY KEY,
    account  TEXT NOT NULL REFERENCES accounts ON DELETE CASCADE,
    -- The provider that vouched for the person; empty where a password did.
    provider TEXT NOT NULL DEFAULT '',
    made     REAL NOT NULL,
    seen     REAL NOT NULL,
    -- Kept for a while after its end, so that a sign-in seen elsewhere before begins no second one.
    ended    REAL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS sessions_account ON sessions (account);

-- Tries to sign in, counted by name, by address and by both; `came` where one succeeded.
CREATE TABLE IF NOT EXISTS attempts (
    key  TEXT NOT NULL,
    at   REAL NOT NULL,
    came INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS attempts_key ON attempts (key, at);

-- Append-only. Each line's hash is made of the line and of the hash before it.
CREATE TABLE IF NOT EXISTS trail (
    number   INTEGER PRIMARY KEY AUTOINCREMENT,
    at       TEXT NOT NULL,
    who      TEXT NOT NULL,
    action   TEXT NOT NULL,
    subject  TEXT NOT NULL,
    before   TEXT NOT NULL,
    after    TEXT NOT NULL,
    note     TEXT NOT NULL,
    hash     TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS trail_subject ON trail (subject);
CREATE TRIGGER IF NOT EXISTS trail_is_not_changed BEFORE UPDATE ON trail
BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END;
CREATE TRIGGER IF NOT EXISTS trail_is_not_cut BEFORE DELETE ON trail
BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END;

-- What was searched for and not found: the words and how often, never who asked.
CREATE TABLE IF NOT EXISTS unanswered (
    words TEXT PRIMARY KEY,
    times INTEGER NOT NULL,
    first TEXT NOT NULL,
    last  TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS drafts (
    number     INTEGER PRIMARY KEY AUTOINCREMENT,
    -- Of the published record that it changes; empty for a new one.
    changes    TEXT NOT NULL DEFAULT '',
    -- What that record was when the draft was begun: it may not be published over another change.
    base       TEXT NOT NULL DEFAULT '',
    stage      TEXT NOT NULL,
    version    INTEGER NOT NULL DEFAULT 1,
    fields     TEXT NOT NULL,
    -- The fields as the draft found them, to tell what was changed in it.
    found      TEXT NOT NULL,
    tags       TEXT NOT NULL DEFAULT '[]',
    begun_by   TEXT NOT NULL,
    begun_at   TEXT NOT NULL,
    saved_by   TEXT NOT NULL,
    saved_at   TEXT NOT NULL,
    sent_by    TEXT NOT NULL DEFAULT '',
    note       TEXT NOT NULL DEFAULT ''
);

CREATE TABLE IF NOT EXISTS draft_files (
    number    INTEGER PRIMARY KEY AUTOINCREMENT,
    draft     INTEGER NOT NULL REFERENCES drafts,
    -- As it was called where it came from; and as it is called in the record's folder.
    name      TEXT NOT NULL,
    path      TEXT NOT NULL,
    language  TEXT NOT NULL DEFAULT 'en',
    text      TEXT NOT NULL DEFAULT 'official',
    -- What is read and served now, by the hash of its bytes; and what was brought, where something was redacted.
    sha256    TEXT NOT NULL,
    brought   TEXT NOT NULL,
    size      INTEGER NOT NULL,
    state     TEXT NOT NULL,
    said      TEXT NOT NULL DEFAULT '',
    done      INTEGER NOT NULL DEFAULT 0,
    pages     INTEGER NOT NULL DEFAULT 0,
    beat      REAL NOT NULL DEFAULT 0,
    inferred  TEXT NOT NULL DEFAULT '[]',
    alike     TEXT NOT NULL DEFAULT '[]'
);
CREATE INDEX IF NOT EXISTS draft_files_draft ON draft_files (draft);

CREATE TABLE IF NOT EXISTS findings (
    number     INTEGER PRIMARY KEY AUTOINCREMENT,
    draft      INTEGER NOT NULL REFERENCES drafts,
    -- Where it was found: in a file, or in one of the record's own fields.
    file       INTEGER REFERENCES draft_files ON DELETE CASCADE,
    field      TEXT NOT NULL DEFAULT '',
    -- Of the bytes it was found in; empty of a field.
    sha256     TEXT NOT NULL,
    kind       TEXT NOT NULL,
    page       INTEGER NOT NULL,
    start      INTEGER NOT NULL,
    end        INTEGER NOT NULL,
    words      TEXT NOT NULL,
    confidence REAL NOT NULL,
    why        TEXT NOT NULL,
    box        TEXT NOT NULL DEFAULT '',
    decision   TEXT NOT NULL DEFAULT '',
    reason     TEXT NOT NULL DEFAULT '',
    who        TEXT NOT NULL DEFAULT ''
);
CREATE INDEX IF NOT EXISTS findings_file ON findings (file);
CREATE INDEX IF NOT EXISTS findings_draft ON findings (draft);

CREATE TABLE IF NOT EXISTS publications (
    number INTEGER PRIMARY KEY,
    at     TEXT NOT NULL,
    who    TEXT NOT NULL,
    action TEXT NOT NULL,
    draft  INTEGER NOT NULL DEFAULT 0,
    undone INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS published (
    publication INTEGER NOT NULL REFERENCES publications,
    identifier  TEXT NOT NULL,
    -- What the document was after it; empty where it was taken away.
    state       TEXT NOT NULL,
    PRIMARY KEY (publication, identifier)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS published_identifier ON published (identifier);
