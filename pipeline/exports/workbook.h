// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <memory>
#include <string>

namespace nianbao::exports {

/// A spreadsheet file (XLSX), by way of libxlsxwriter. Rows of a sheet are written in order, so that memory does not
/// grow with them. Texts are texts, whatever they begin with: nothing becomes a formula or a link.
class Workbook {
  public:
    enum class Style { plain, heading, doubtful };
    using Sheet = int;

    /// @param file  written when the workbook is closed
    /// @throws store::Trouble
    explicit Workbook(const std::filesystem::path& file);
    ~Workbook();
    Workbook(const Workbook&) = delete;
    Workbook& operator=(const Workbook&) = delete;

    /// @param name  31 characters at most, none of []:*?/\ ; each once
    Sheet add_sheet(const std::string& name);
    /// Rows and columns count from 0. A text beyond a cell's 32,767 characters is cut.
    void text(Sheet sheet, unsigned row, int column, const std::string& text, Style style = Style::plain);
    /// @param decimals  that are shown, 0..12
    void number(Sheet sheet, unsigned row, int column, double value, int decimals = 0, Style style = Style::plain);
    void blank(Sheet sheet, unsigned row, int column, Style style);
    void comment(Sheet sheet, unsigned row, int column, const std::string& text);
    void freeze(Sheet sheet, unsigned rows, int columns);
    void width(Sheet sheet, int first, int last, double characters);
    /// @throws store::Trouble
    void close();

  private:
    struct Held;
    std::unique_ptr<Held> held_;
};

}  // namespace nianbao::exports
