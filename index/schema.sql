-- One truth: everything the index knows stands in these tables and changes in one transaction with `revision`.

CREATE TABLE IF NOT EXISTS info (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS records (
    identifier  TEXT PRIMARY KEY,
    audience    TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    record      TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS files (
    identifier TEXT NOT NULL REFERENCES records ON DELETE CASCADE,
    path       TEXT NOT NULL,
    sha256     TEXT NOT NULL,
    refused    TEXT NOT NULL,
    title      TEXT NOT NULL,
    language   TEXT NOT NULL,
    date       TEXT NOT NULL,
    outline    TEXT NOT NULL,
    PRIMARY KEY (identifier, path)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS pages (
    identifier TEXT NOT NULL,
    path       TEXT NOT NULL,
    ordinal    INTEGER NOT NULL,
    number     INTEGER,
    label      TEXT,
    text       TEXT NOT NULL,
    blocks     TEXT NOT NULL,
    reading    TEXT NOT NULL,
    read_by    TEXT NOT NULL,
    note       TEXT NOT NULL,
    PRIMARY KEY (identifier, path, ordinal),
    FOREIGN KEY (identifier, path) REFERENCES files ON DELETE CASCADE
) WITHOUT ROWID;

-- AUTOINCREMENT: a number is never given twice, so a vector can never be taken for another passage's.
CREATE TABLE IF NOT EXISTS passages (
    number    INTEGER PRIMARY KEY AUTOINCREMENT,
    id        TEXT NOT NULL UNIQUE,
    document  TEXT,
    audience  TEXT NOT NULL,
    content   TEXT,
    meta      TEXT NOT NULL,
    rest      TEXT,
    embedding BLOB
);
CREATE INDEX IF NOT EXISTS passages_document ON passages (document);
CREATE INDEX IF NOT EXISTS passages_audience ON passages (audience);
CREATE INDEX IF NOT EXISTS passages_embedded ON passages (number) WHERE embedding IS NOT NULL;

-- One row a value of a metadata field, lists once whole (element 0) and once a member (element 1).
-- `key` is equal where Python's == says so; `at` and `at_utc` are microseconds of an ISO date.
CREATE TABLE IF NOT EXISTS passage_meta (
    field   TEXT NOT NULL,
    element INTEGER NOT NULL,
    key     TEXT NOT NULL,
    passage INTEGER NOT NULL,
    value   TEXT NOT NULL,
    number  REAL,
    at      INTEGER,
    at_utc  INTEGER,
    PRIMARY KEY (field, element, key, passage)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS passage_meta_number ON passage_meta (field, number) WHERE number IS NOT NULL;
CREATE INDEX IF NOT EXISTS passage_meta_at ON passage_meta (field, at) WHERE at IS NOT NULL;

-- Nothing is embedded twice: the vector of a text is found again by the text, as long as its document is here.
CREATE TABLE IF NOT EXISTS embeddings (
    key       TEXT PRIMARY KEY,
    embedding BLOB NOT NULL
) WITHOUT ROWID;

-- Marks (M*) belong to words: Khmer vowels are marks.
CREATE VIRTUAL TABLE IF NOT EXISTS passage_words USING fts5 (
    content, context,
    tokenize = "porter unicode61 remove_diacritics 2 categories 'L* N* Co M*'"
);
-- The words as they are written, for "did you mean"; holds no text of its own.
CREATE VIRTUAL TABLE IF NOT EXISTS vocabulary_words USING fts5 (
    content, content = '', detail = none,
    tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co M*'"
);
CREATE VIRTUAL TABLE IF NOT EXISTS vocabulary_rows USING fts5vocab (vocabulary_words, row);
