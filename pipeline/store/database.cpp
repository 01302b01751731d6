// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/store/database.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <cstdio>

#include "pipeline/store/trouble.h"

namespace nianbao::store {
namespace {

// Another program may be writing. Longer would keep the batch from its workers; it tries again by itself.
constexpr int busy_timeout_ms = 5'000;

Trouble trouble(const SQLite::Exception& error) {
    const std::string words = std::string("the database: ") + error.what();
    const std::string later = "nothing is lost, and the same command goes on where it was";
    switch (error.getErrorCode() & 0xff) {
        case SQLITE_FULL:
            return {"store.disk_full", "no room left for " + words, "free some space; " + later};
        case SQLITE_IOERR:
        case SQLITE_NOMEM:
            return {"store.io", words, "check the disk; " + later};
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {"store.busy", words, "another program holds the database; close it and try again"};
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_AUTH:
            return {"store.not_writable", words, "check that you may write to the store's folder"};
        case SQLITE_CANTOPEN:
            return {"store.missing", words, "check the path of the store, and that you may read and write it"};
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return {"store.damaged", words, "restore the store from a backup (docs/operations.md)"};
        default:
            return {"store.internal", words, "please report it"};
    }
}

/// Whatever SQLiteCpp throws leaves as Trouble.
template <class Work>
auto guarded(Work work) {
    try {
        return work();
    } catch (const SQLite::Exception& error) {
        throw trouble(error);
    }
}

int flags_of(Database::Access access) {
    switch (access) {
        case Database::Access::read_alone:
            return SQLite::OPEN_READONLY | SQLite::OPEN_URI;
        case Database::Access::write:
            return SQLite::OPEN_READWRITE;
        case Database::Access::create:
            break;
    }
    return SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE;
}

std::string name_of(const std::filesystem::path& file, Database::Access access) {
    if (access != Database::Access::read_alone) return file.string();
    std::string uri = "file:";
    for (const char c : file.string()) {
        if (c == '%' || c == '?' || c == '#') {
            char escaped[4];
            std::snprintf(escaped, sizeof escaped, "%%%02X", static_cast<unsigned char>(c));
            uri += escaped;
        } else {
            uri += c;
        }
    }
    return uri + "?immutable=1";
}

struct Binder {
    SQLite::Statement& statement;
    int index;
    void operator()(std::monostate) const { statement.bind(index); }
    void operator()(std::int64_t value) const { statement.bind(index, value); }
    void operator()(double value) const { statement.bind(index, value); }
    void operator()(const std::string& value) const { statement.bind(index, value); }
    void operator()(const Bytes& value) const {
        statement.bind(index, value.bytes.data(), static_cast<int>(value.bytes.size()));
    }
};

}  // namespace

struct Statement::Held {
    Held(const SQLite::Database& database, const std::string& sql) : statement(database, sql) {}
    SQLite::Statement statement;
};

Statement::Statement(std::unique_ptr<Held> held) : held_(std::move(held)) {}
Statement::Statement(Statement&&) noexcept = default;
Statement::~Statement() = default;

Statement& Statement::bind(const Values& values) {
    guarded([&] {
        held_->statement.reset();
        held_->statement.clearBindings();
        int index = 0;
        for (const Value& value : values) std::visit(Binder{held_->statement, ++index}, value.held());
    });
    return *this;
}

bool Statement::next() {
    return guarded([&] { return held_->statement.executeStep(); });
}

void Statement::run(const Values& values) {
    bind(values);
    guarded([&] {
        while (held_->statement.executeStep()) {
        }
        held_->statement.reset();
    });
}

bool Statement::is_null(int column) const {
    return held_->statement.getColumn(column).isNull();
}
std::int64_t Statement::integer(int column) const {
    return held_->statement.getColumn(column).getInt64();
}
double Statement::real(int column) const {
    return held_->statement.getColumn(column).getDouble();
}
std::string Statement::text(int column) const {
    return held_->statement.getColumn(column).getString();
}
std::optional<std::int64_t> Statement::optional_integer(int column) const {
    if (is_null(column)) return std::nullopt;
    return integer(column);
}

struct Database::Held {
    Held(const std::string& file, int flags, const std::string& vfs) : database(file, flags, busy_timeout_ms, vfs) {}
    SQLite::Database database;
};

Database::Database(const std::filesystem::path& file, Access access, const std::string& vfs) {
    held_ = guarded([&] { return std::make_unique<Held>(name_of(file, access), flags_of(access), vfs); });
}
Database::~Database() = default;

void Database::execute(const std::string& script) {
    guarded([&] { held_->database.exec(script); });
}

Statement Database::prepare(const std::string& sql) const {
    return guarded([&] { return Statement(std::make_unique<Statement::Held>(held_->database, sql)); });
}

void Database::run(const std::string& sql, const Values& values) const {
    prepare(sql).run(values);
}

Statement Database::query(const std::string& sql, const Values& values) const {
    Statement statement = prepare(sql);
    statement.bind(values);
    return statement;
}

std::optional<std::int64_t> Database::number(const std::string& sql, const Values& values) const {
    Statement statement = query(sql, values);
    if (!statement.next()) return std::nullopt;
    return statement.optional_integer(0);
}

std::int64_t Database::last_id() const {
    return held_->database.getLastInsertRowid();
}

Transaction::Transaction(Database& database) : database_(database) {
    database_.execute("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
    if (!open_) return;
    try {
        database_.execute("ROLLBACK");
    } catch (const Trouble&) {
        // SQLite has taken it back by itself when the disk failed.
    }
}

void Transaction::commit() {
    database_.execute("COMMIT");
    open_ = false;
}

}  // namespace nianbao::store
