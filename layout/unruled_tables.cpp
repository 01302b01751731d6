// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/unruled_tables.h"

#include <algorithm>
#include <optional>

#include "layout/cell_order.h"
#include "layout/unruled_frame.h"

namespace nianbao::layout {
namespace {

// In em of the table's print.
constexpr double one_heading = 0.5;  // paper between the lines of one heading; between two headings there is more
constexpr double alike = 0.45;       // labels that begin below each other
constexpr double clear_of_text = 0.25;

class Builder {
  public:
    Builder(const NumberColumns& numbers, const std::vector<Word>& words)
        : numbers_(numbers), words_(words), frame_(frame_of(numbers, words)), em_(numbers.em()) {}

    LayoutTable build() {
        split_labels();
        add_headings();
        for (std::size_t r = 0; r < numbers_.rows.size(); ++r) add_row(r);
        table_.rows = first_row_ + static_cast<int>(numbers_.rows.size());
        table_.columns = label_columns_ + columns();
        table_.box = {frame_.left, frame_.top, frame_.columns.back(), frame_.rows.back()};
        table_.confidence = 0;  // of no edge was a rule seen
        sort_cells(table_);
        return std::move(table_);
    }

  private:
    int columns() const { return static_cast<int>(frame_.columns.size()) - 1; }

    void add(int row, int column, int row_span, int column_span, const Rect& box) {
        LayoutCell cell;
        cell.row = row;
        cell.column = column;
        cell.row_span = row_span;
        cell.column_span = column_span;
        cell.box = box;
        table_.cells.push_back(cell);
    }

    std::vector<Word> labels_of(std::size_t row) const {
        std::vector<Word> found;
        for (const Word& word : frame_.labels) {
            const double y = word.box.center().y;
            if (y >= frame_.rows[row] && y < frame_.rows[row + 1]) found.push_back(word);
        }
        return found;
    }

    /// Whether hardly any label goes on to both sides of `x`: of shattered ones pieces begin anywhere.
    bool is_clear_before(double x) const {
        constexpr double between_characters = 1;  // em, of labels that have lost some
        std::size_t crossed = 0;
        for (std::size_t r = 0; r < numbers_.rows.size(); ++r) {
            crossed += std::ranges::any_of(labels_of(r), [&](const Word& word) {
                return word.box.x0 < x - 1e-6 && word.box.x1 > x - between_characters * em_;
            });
        }
        return crossed * 4 <= numbers_.rows.size();
    }

    /// Labels of groups stand before those of their rows: most of the latter begin at one place, with clear paper, or a
    /// group's label, to the left.
    void split_labels() {
        label_columns_ = frame_.left < frame_.columns.front() ? 1 : 0;
        if (label_columns_ == 0) return;
        std::vector<double> begins;
        for (std::size_t r = 0; r < numbers_.rows.size(); ++r) {
            const std::vector<Word> labels = labels_of(r);
            const auto last = std::ranges::max_element(labels, {}, [](const Word& w) { return w.box.x0; });
            if (last != labels.end()) begins.push_back(last->box.x0);
        }
        std::size_t most = 2;
        for (const double x : begins) {
            const auto near = static_cast<std::size_t>(
                std::ranges::count_if(begins, [&](double other) { return other >= x && other - x < alike * em_; }));
            // Only what stands before it makes it the second.
            const bool second = x > frame_.left + 1.5 * em_;
            if (!second || near <= most || !is_clear_before(x)) continue;
            most = near;
            split_ = x - clear_of_text * em_;
        }
        if (split_) label_columns_ = 2;
    }

    bool is_split(std::size_t row) const {
        return split_ && std::ranges::none_of(labels_of(row), [&](const Word& word) {
                   return word.box.x0 < *split_ - alike * em_ && word.box.x1 > *split_ + alike * em_;
               });
    }

    /// The lines of a column's own heading: from its lowest one upwards, near each other.
    double top_of_own_heading(int column, std::vector<Word>& upper) const {
        const double x0 = frame_.columns[static_cast<std::size_t>(column)];
        const double x1 = frame_.columns[static_cast<std::size_t>(column) + 1];
        std::vector<Word> inside;
        for (const Word& word : frame_.headings) {
            const double x = word.box.center().x;
            if (x >= x0 && x < x1) inside.push_back(word);
        }
        std::ranges::sort(inside, {}, [](const Word& word) { return -word.box.y1; });
        double top = frame_.rows.front();
        bool own = true;
        for (const Word& word : inside) {
            const bool wide = word.box.x0 < x0 - alike * em_ || word.box.x1 > x1 + alike * em_;
            const bool near = top == frame_.rows.front() || top - word.box.y1 < one_heading * em_;
            own = own && near && !wide;
            if (own) {
                top = std::min(top, word.box.y0);
            } else {
                upper.push_back(word);
            }
        }
        return top;
    }

    /// One row for the headings of several columns, as they may be, and one for those of each.
    void add_headings() {
        if (frame_.headings.empty()) return;
        std::vector<Word> upper;
        std::vector<double> tops;
        for (int c = 0; c < columns(); ++c) tops.push_back(top_of_own_heading(c, upper));
        const int rows = add_upper_headings(upper);
        for (int c = 0; c < columns(); ++c) {
            const auto at = static_cast<std::size_t>(c);
            add(rows, label_columns_ + c, 1, 1,
                {frame_.columns[at], tops[at] - clear_of_text * em_, frame_.columns[at + 1], frame_.rows.front()});
        }
        first_row_ = rows + 1;
        if (label_columns_ > 0) {
            add(0, 0, first_row_, label_columns_,
                {frame_.left, frame_.top, frame_.columns.front(), frame_.rows.front()});
        }
    }

    /// @return how many rows they make
    int add_upper_headings(std::vector<Word>& upper) {
        std::ranges::sort(upper, {}, [](const Word& word) { return word.box.center().y; });
        int row = -1;
        std::vector<std::vector<Rect>> lines;
        for (const Word& word : upper) {
            const bool same = row >= 0 && vertical_overlap(lines.back().front(), word.box) > 0.4 * em_;
            if (!same) {
                lines.emplace_back();
                ++row;
            }
            lines.back().push_back(word.box);
        }
        for (std::size_t k = 0; k < lines.size(); ++k) {
            std::ranges::sort(lines[k], {}, &Rect::x0);
            int from = 0;
            for (std::size_t i = 0; i < lines[k].size(); ++i) {
                const int to = i + 1 < lines[k].size() ? column_between(lines[k][i], lines[k][i + 1], from) : columns();
                if (to <= from) continue;
                add(static_cast<int>(k), label_columns_ + from, 1, to - from,
                    lines[k][i].inflated(clear_of_text * em_, clear_of_text * em_));
                from = to;
            }
        }
        return row + 1;
    }

    /// The boundary nearest to the middle between two headings, right of `from`.
    int column_between(const Rect& a, const Rect& b, int from) const {
        const double middle = (a.x1 + b.x0) / 2;
        int best = from + 1;
        for (int c = from + 1; c < columns(); ++c) {
            const auto away = [&](int k) { return std::abs(frame_.columns[static_cast<std::size_t>(k)] - middle); };
            if (away(c) < away(best)) best = c;
        }
        return std::min(best, columns() - 1);
    }

    /// A number's line; the whole of the cell where anything else is printed in it, or goes beyond the column's
    /// numbers: a part of a number must never be left out.
    Rect value_box(std::size_t r, std::size_t c) const {
        const NumberRow& row = numbers_.rows[r];
        const Rect whole{frame_.columns[c], frame_.rows[r], frame_.columns[c + 1], frame_.rows[r + 1]};
        Rect line = whole;
        line.y0 = std::max(whole.y0, row.top - 0.45 * row.digit());
        line.y1 = std::min(whole.y1, row.bottom + 0.45 * row.digit());
        line.x0 = std::max(whole.x0, numbers_.columns[c].x0 - 0.5 * em_);
        line.x1 = std::min(whole.x1, numbers_.columns[c].x1 + 0.5 * em_);
        const bool more = std::ranges::any_of(words_, [&](const Word& word) {
            const Point middle = word.box.center();
            // Crumbs of the column's rules stand at its sides.
            const bool aside = word.thin && (middle.x < line.x0 || middle.x >= line.x1);
            if (!whole.contains(middle) || aside) return false;
            const bool beyond = word.box.x0 < line.x0 || word.box.x1 > line.x1;
            const bool sign = word.dash && middle.y > row.top && middle.y < row.bottom;
            const bool print = word.box.height() > 0.5 * row.digit();
            return (print || sign) && (beyond || !line.contains(middle));
        });
        return more ? whole : line;
    }

    void add_row(std::size_t r) {
        const int row = first_row_ + static_cast<int>(r);
        const double y0 = frame_.rows[r], y1 = frame_.rows[r + 1];
        if (is_split(r)) {
            add(row, 0, 1, 1, {frame_.left, y0, *split_, y1});
            add(row, 1, 1, 1, {*split_, y0, frame_.columns.front(), y1});
        } else if (label_columns_ > 0) {
            add(row, 0, 1, label_columns_, {frame_.left, y0, frame_.columns.front(), y1});
        }
        for (int c = 0; c < columns(); ++c)
            add(row, label_columns_ + c, 1, 1, value_box(r, static_cast<std::size_t>(c)));
    }

    const NumberColumns& numbers_;
    const std::vector<Word>& words_;
    UnruledFrame frame_;
    double em_;
    int label_columns_ = 0, first_row_ = 0;
    std::optional<double> split_;
    LayoutTable table_;
};

}  // namespace

LayoutTable unruled_table(const NumberColumns& numbers, const std::vector<Word>& words) {
    return Builder(numbers, words).build();
}

}  // namespace nianbao::layout
