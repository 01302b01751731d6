// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/store/schema.h"

namespace nianbao::store {
namespace {

constexpr const char* step_1 = R"sql(
-- What decides what a record says: program, models, forms, settings.
CREATE TABLE recipes (
    id INTEGER PRIMARY KEY,
    fingerprint TEXT NOT NULL UNIQUE,
    description TEXT NOT NULL,          -- JSON
    first_used TEXT NOT NULL            -- all times are UTC, 2026-11-27T01:02:03Z
);
CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    recipe_id INTEGER NOT NULL REFERENCES recipes (id),
    started TEXT NOT NULL,
    finished TEXT,
    ended TEXT,                         -- complete, stopped, trouble; null: at work, or killed
    summary TEXT                        -- JSON
);
-- One content, under however many names.
CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    bytes INTEGER NOT NULL,
    outcome TEXT NOT NULL DEFAULT 'waiting' CHECK (outcome IN ('waiting', 'converted', 'for_review', 'unreadable',
        'encrypted', 'timeout', 'memory', 'crash', 'internal_error')),
    recipe_id INTEGER REFERENCES recipes (id),          -- with which it came to this outcome
    file_id INTEGER REFERENCES files (id),              -- under which name it was converted
    stage TEXT, page INTEGER, cause TEXT, remedy TEXT,  -- of a failure, in words
    record_sha256 TEXT, text_sha256 TEXT,
    media_type TEXT, kind TEXT, pages INTEGER,
    title TEXT, organization TEXT, year INTEGER, form TEXT,
    cells INTEGER, cells_for_review INTEGER, checks INTEGER, checks_failed INTEGER, warnings INTEGER,
    first_seen TEXT NOT NULL,
    finished TEXT
);
CREATE INDEX documents_by_outcome ON documents (outcome);
CREATE INDEX documents_by_year ON documents (year, organization);
-- One name of a file, as last seen.
CREATE TABLE files (
    id INTEGER PRIMARY KEY,
    path BLOB NOT NULL UNIQUE,          -- its bytes, exactly
    name TEXT NOT NULL,                 -- the same for reading, odd bytes as \xNN
    document_id INTEGER REFERENCES documents (id),  -- null: its content was never had
    outcome TEXT CHECK (outcome IN ('unreadable', 'changed')),  -- null: see the document's
    cause TEXT,
    size INTEGER, mtime_ns INTEGER, ctime_ns INTEGER, inode INTEGER, device INTEGER,
    seen_ns INTEGER NOT NULL            -- when it was read, in nanoseconds since 1970
);
CREATE INDEX files_by_document ON files (document_id);
-- Counted before it starts; what was not finished then has no `finished`.
CREATE TABLE attempts (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents (id),
    file_id INTEGER NOT NULL REFERENCES files (id),
    run_id INTEGER NOT NULL REFERENCES runs (id),
    recipe_id INTEGER NOT NULL REFERENCES recipes (id),
    started TEXT NOT NULL,
    finished TEXT,
    ending TEXT,                        -- an outcome, or changed, interrupted, trouble
    seconds REAL,
    stage TEXT, page INTEGER, cause TEXT,
    record_sha256 TEXT, text_sha256 TEXT
);
CREATE INDEX attempts_by_document ON attempts (document_id);
CREATE TABLE cells (
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,          -- in the form
    value NUMERIC,
    printed TEXT NOT NULL,
    confidence REAL NOT NULL,
    needs_review INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    reason TEXT,
    evidence TEXT NOT NULL,             -- witnesses, with spaces between
    page INTEGER, x0 REAL, y0 REAL, x1 REAL, y1 REAL,  -- points of the upright page
    PRIMARY KEY (document_id, id)
) WITHOUT ROWID;
CREATE INDEX cells_for_review ON cells (document_id) WHERE needs_review;
CREATE INDEX cells_by_id ON cells (id);
CREATE TABLE checks (
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    holds INTEGER,                      -- null: a cell of it is missing
    difference NUMERIC,
    cells TEXT NOT NULL,                -- ids, with spaces between
    PRIMARY KEY (document_id, position)
) WITHOUT ROWID;
CREATE INDEX checks_failed ON checks (document_id) WHERE holds = 0;
CREATE TABLE warnings (
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    stage TEXT NOT NULL, code TEXT NOT NULL, page INTEGER, message TEXT NOT NULL,
    PRIMARY KEY (document_id, position)
) WITHOUT ROWID;
CREATE INDEX warnings_by_code ON warnings (code);
)sql";

constexpr const char* step_2 = R"sql(
-- How each page came about, and pictures of those to look at.
CREATE TABLE pages (
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    page INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    seconds REAL NOT NULL,
    quarantined INTEGER NOT NULL,       -- given up: the record says page.unreadable
    deaths TEXT NOT NULL,               -- a line each
    PRIMARY KEY (document_id, page)
) WITHOUT ROWID;
CREATE TABLE images (
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    page INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (document_id, page)
) WITHOUT ROWID;
CREATE INDEX images_by_sha256 ON images (sha256);
-- One row a file: what became of it.
CREATE VIEW reports AS
SELECT files.id AS file_id, files.name AS file,
    CASE WHEN files.outcome IS NOT NULL THEN files.outcome
         WHEN documents.file_id IS NOT NULL AND documents.file_id <> files.id THEN 'duplicate'
         ELSE documents.outcome END AS outcome,
    CASE WHEN files.outcome IS NULL AND documents.file_id <> files.id THEN first.name END AS duplicate_of,
    documents.id AS document_id, documents.sha256, documents.organization, documents.year, documents.form,
    documents.title, documents.kind, documents.pages, documents.cells, documents.cells_for_review, documents.checks,
    documents.checks_failed, documents.warnings, documents.stage, documents.page,
    COALESCE(files.cause, documents.cause) AS cause, documents.remedy, documents.record_sha256, documents.finished
FROM files
LEFT JOIN documents ON documents.id = files.document_id
LEFT JOIN files AS first ON first.id = documents.file_id;
-- What a person must look at.
CREATE VIEW review AS
SELECT files.name AS file, documents.organization, documents.year, cells.id AS cell, cells.printed, cells.value,
    cells.confidence, cells.reason, cells.page, documents.id AS document_id
FROM cells JOIN documents ON documents.id = cells.document_id LEFT JOIN files ON files.id = documents.file_id
WHERE cells.needs_review;
)sql";

constexpr const char* step_3 = R"sql(
-- What reviewers said: facts, apart from what the program read. Rows are only ever added; one that takes another back
-- names it in `undoes`. They belong to a content and a place in it, so that they outlive its conversion.
CREATE TABLE answers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document_sha256 TEXT NOT NULL,
    place TEXT NOT NULL,                -- a cell's id, or a line of prose: section.1.line.4
    kind TEXT NOT NULL CHECK (kind IN ('confirm', 'other_reading', 'typed', 'blank', 'as_printed', 'skip', 'undo')),
    printed TEXT NOT NULL,              -- the characters as they stand
    why TEXT NOT NULL,
    reviewer TEXT NOT NULL,
    answered TEXT NOT NULL,             -- when
    undoes INTEGER REFERENCES answers (id),
    before_printed TEXT NOT NULL,       -- what the record said until then
    before_confidence REAL NOT NULL,
    before_verdict TEXT NOT NULL,
    machine_printed TEXT NOT NULL,      -- what the program had read, in this record
    machine_confidence REAL NOT NULL,
    readings TEXT NOT NULL,             -- a line each: reader, confidence, what it read
    record_sha256 TEXT NOT NULL,
    page INTEGER, x0 REAL, y0 REAL, x1 REAL, y1 REAL  -- where it stood
);
CREATE INDEX answers_by_place ON answers (document_sha256, place);
CREATE INDEX answers_by_reviewer ON answers (reviewer, id);
CREATE UNIQUE INDEX answers_undone ON answers (undoes) WHERE undoes IS NOT NULL;
CREATE TRIGGER answers_stay BEFORE UPDATE ON answers BEGIN SELECT RAISE(ABORT, 'answers are facts'); END;
CREATE TRIGGER answers_are_kept BEFORE DELETE ON answers BEGIN SELECT RAISE(ABORT, 'answers are facts'); END;
-- The newest answer of each place that was not taken back.
CREATE VIEW answers_in_force AS
SELECT * FROM answers AS answer WHERE kind NOT IN ('undo', 'skip')
    AND NOT EXISTS (SELECT 1 FROM answers AS undo WHERE undo.undoes = answer.id)
    AND NOT EXISTS (SELECT 1 FROM answers AS later WHERE later.document_sha256 = answer.document_sha256
        AND later.place = answer.place AND later.id > answer.id AND later.kind NOT IN ('undo', 'skip')
        AND NOT EXISTS (SELECT 1 FROM answers AS undo WHERE undo.undoes = later.id));
-- Cells drawn at random for an audit.
CREATE TABLE samples (
    document_sha256 TEXT NOT NULL,
    cell TEXT NOT NULL,
    drawn TEXT NOT NULL,
    record_sha256 TEXT NOT NULL,
    printed TEXT NOT NULL,              -- as the record said when it was drawn
    value TEXT,
    confidence REAL NOT NULL,
    verdict TEXT NOT NULL,
    PRIMARY KEY (document_sha256, cell)
) WITHOUT ROWID;
-- cells, checks, warnings and the counts of documents say what holds with the answers; the record's file says what was
-- read.
ALTER TABLE cells ADD COLUMN proposed TEXT;                        -- what most sums ask for
ALTER TABLE cells ADD COLUMN settles INTEGER NOT NULL DEFAULT 0;   -- sums that would hold with it
ALTER TABLE cells ADD COLUMN frees INTEGER NOT NULL DEFAULT 0;     -- other cells for review in a sum with it
ALTER TABLE cells ADD COLUMN skipped INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cells ADD COLUMN answered TEXT;                        -- the kind of the answer in force
ALTER TABLE cells ADD COLUMN machine_printed TEXT;                 -- of answered cells: what was read
-- The queue's order, smallest first: skipped ones last, most settling first; then, within a document, most freeing
-- first.
ALTER TABLE cells ADD COLUMN rank INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cells ADD COLUMN reach INTEGER NOT NULL DEFAULT 0;
-- needs_review is in both, so that they answer without a look into the table.
CREATE INDEX cells_queue ON cells (rank, document_id, reach, confidence, position, needs_review) WHERE needs_review;
DROP INDEX cells_for_review;
CREATE INDEX cells_for_review ON cells (document_id, needs_review) WHERE needs_review;
-- Lines of prose with characters that were read with doubt.
CREATE TABLE lines (
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    place TEXT NOT NULL,
    position INTEGER NOT NULL,
    section INTEGER NOT NULL,
    heading TEXT NOT NULL,
    text TEXT NOT NULL,                 -- with the answer
    machine TEXT NOT NULL,
    doubtful TEXT NOT NULL,             -- first count confidence, …: of machine, in characters
    confidence REAL NOT NULL,           -- of the least sure character
    page INTEGER, x0 REAL, y0 REAL, x1 REAL, y1 REAL,
    answered TEXT,
    PRIMARY KEY (document_id, place)
) WITHOUT ROWID;
ALTER TABLE documents ADD COLUMN run_id INTEGER REFERENCES runs (id);  -- that made the record
ALTER TABLE documents ADD COLUMN producer TEXT;                        -- how its pages came: 'scan, 200 dpi'
ALTER TABLE documents ADD COLUMN cells_answered INTEGER;
ALTER TABLE documents ADD COLUMN cells_corrected INTEGER;
UPDATE documents SET run_id = (SELECT attempts.run_id FROM attempts WHERE attempts.document_id = documents.id
    AND attempts.record_sha256 = documents.record_sha256 ORDER BY attempts.id DESC LIMIT 1);
CREATE INDEX documents_by_run ON documents (run_id);
DROP VIEW reports;
CREATE VIEW reports AS
SELECT files.id AS file_id, files.name AS file,
    CASE WHEN files.outcome IS NOT NULL THEN files.outcome
         WHEN documents.file_id IS NOT NULL AND documents.file_id <> files.id THEN 'duplicate'
         ELSE documents.outcome END AS outcome,
    CASE WHEN files.outcome IS NULL AND documents.file_id <> files.id THEN first.name END AS duplicate_of,
    documents.id AS document_id, documents.sha256, documents.organization, documents.year, documents.form,
    documents.title, documents.kind, documents.pages, documents.cells, documents.cells_for_review,
    documents.cells_answered, documents.cells_corrected, documents.checks, documents.checks_failed,
    documents.warnings, documents.stage, documents.page, COALESCE(files.cause, documents.cause) AS cause,
    documents.remedy, documents.record_sha256, documents.finished
FROM files
LEFT JOIN documents ON documents.id = files.document_id
LEFT JOIN files AS first ON first.id = documents.file_id;
)sql";

}  // namespace

const std::vector<const char*>& schema_steps() {
    static const std::vector<const char*> steps = {step_1, step_2, step_3};
    return steps;
}

}  // namespace nianbao::store
