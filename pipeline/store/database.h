// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

// SQLite, by way of SQLiteCpp. Everything throws Trouble: "store.disk_full", "store.io", "store.busy", "store.damaged",
// "store.not_writable", "store.missing".
namespace nianbao::store {

/// Text that need not be UTF-8, such as the name of a file.
struct Bytes {
    std::string bytes;
};

/// What is bound to a parameter.
class Value {
  public:
    Value(std::nullptr_t) {}
    Value(int value) : held_(std::int64_t{value}) {}
    Value(long value) : held_(std::int64_t{value}) {}
    Value(long long value) : held_(std::int64_t{value}) {}
    Value(std::size_t value) : held_(static_cast<std::int64_t>(value)) {}
    Value(bool value) : held_(std::int64_t{value ? 1 : 0}) {}
    Value(double value) : held_(value) {}
    Value(std::string value) : held_(std::move(value)) {}
    Value(std::string_view value) : held_(std::string(value)) {}
    Value(const char* value) : held_(std::string(value)) {}
    Value(Bytes value) : held_(std::move(value)) {}
    template <class T>
    Value(const std::optional<T>& value) {
        if (value) *this = Value(*value);
    }
    using Held = std::variant<std::monostate, std::int64_t, double, std::string, Bytes>;
    const Held& held() const { return held_; }

  private:
    Held held_;
};
using Values = std::vector<Value>;

/// A statement that is run again and again, or whose rows are read one by one. Columns count from 0.
class Statement {
  public:
    ~Statement();
    Statement(Statement&&) noexcept;

    Statement& bind(const Values& values);  ///< begins anew with these
    bool next();                            ///< false: no further row
    void run(const Values& values);         ///< one that has no rows

    bool is_null(int column) const;
    std::int64_t integer(int column) const;
    double real(int column) const;
    std::string text(int column) const;  ///< empty for null; bytes come as they are
    std::optional<std::int64_t> optional_integer(int column) const;

  private:
    friend class Database;
    struct Held;
    explicit Statement(std::unique_ptr<Held> held);
    std::unique_ptr<Held> held_;
};

class Database {
  public:
    enum class Access {
        read_alone,  ///< where nothing may be written, not even what SQLite needs to share it; nobody writes meanwhile
        write,
        create,
    };
    /// @param vfs  SQLite's name of the file system to go through; empty: the usual one
    Database(const std::filesystem::path& file, Access access, const std::string& vfs = "");
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    void execute(const std::string& script);
    Statement prepare(const std::string& sql) const;
    void run(const std::string& sql, const Values& values = {}) const;
    Statement query(const std::string& sql, const Values& values = {}) const;
    /// The first column of the first row; none when there is no row or it is null.
    std::optional<std::int64_t> number(const std::string& sql, const Values& values = {}) const;
    std::int64_t last_id() const;

  private:
    struct Held;
    std::unique_ptr<Held> held_;
};

/// Taken back unless committed. Writers are one at a time: it begins by taking the write lock.
class Transaction {
  public:
    explicit Transaction(Database& database);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

  private:
    Database& database_;
    bool open_ = true;
};

}  // namespace nianbao::store
