// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/store/reviewed_record.h"

#include <algorithm>
#include <charconv>

#include "parser/doubtful_lines.h"
#include "parser/record_json.h"
#include "parser/redecode.h"

namespace nianbao::store {
namespace {

using parser::Record;
using parser::RecordCell;
using parser::Section;

/// Grids differ by a few points between two readings of a page; a row is some twenty high.
constexpr double same_place_share = 0.5;

bool same_place(const AnswerRow& answer, int page, const std::optional<Rect>& box) {
    if (!answer.box || !box) return !answer.box && !box;
    if (answer.page != page) return false;
    const double common = intersection(*answer.box, *box).area();
    return common >= same_place_share * std::min(answer.box->area(), box->area());
}

/// Of "section.3.line.12" the 3.
int section_of(const std::string& place) {
    const std::string_view number = std::string_view(place).substr(std::min<std::size_t>(place.size(), 8));
    int section = 0;
    std::from_chars(number.data(), number.data() + number.size(), section);
    return section;
}

class Reviewer {
  public:
    Reviewer(const Record& machine, const std::vector<AnswerRow>& answers) : machine_(machine) {
        for (const AnswerRow& answer : answers) (is_prose(answer.place) ? lines_ : cells_).push_back(&answer);
        std::ranges::sort(lines_, std::ranges::greater{}, &AnswerRow::id);
    }

    Record run() {
        std::vector<parser::CellAnswer> applied;
        std::vector<const AnswerRow*> moved;
        for (const AnswerRow* answer : cells_) {
            const RecordCell* cell = machine_.find(answer->place);
            if (cell == nullptr) {
                lost(*answer);
            } else if (!same_place(*answer, cell->page, cell->box)) {
                moved.push_back(answer);
            } else {
                applied.push_back({answer->place, std::string(name(answer->kind)), answer->printed, answer->reviewer,
                                   answer->answered, answer->why});
            }
        }
        Record record = applied.empty() ? machine_ : parser::with_answers(machine_, applied);
        for (const AnswerRow* answer : moved) mark_moved(*answer, *record.find(answer->place));
        for (const AnswerRow* answer : lines_) put(*answer, record);
        record.warnings.insert(record.warnings.end(), warnings_.begin(), warnings_.end());
        return record;
    }

  private:
    void warn(const char* code, const AnswerRow& answer, const std::string& what) {
        warnings_.push_back({"review", code, answer.page,
                             answer.place + ": " + what + " (" + answer.printed + ", by " + answer.reviewer + ", " +
                                 answer.answered + ")"});
    }
    void lost(const AnswerRow& answer) {
        warn("review.lost", answer, "a reviewer answered, and it is not in the record any more");
    }
    void mark_moved(const AnswerRow& answer, RecordCell& cell) {
        warn("review.moved", answer, "a reviewer answered about another place on the page");
        cell.needs_review = true;
        if (cell.reason.empty()) cell.reason = "a reviewer's answer was given for another place on the page";
    }

    bool is_of_another(const AnswerRow& answer, const std::string& place) const {
        return answer.place != place &&
               std::ranges::any_of(lines_, [&](const AnswerRow* other) { return other->place == place; });
    }

    /// Lines that the answer may be about, the most likely first: read as it was, and where it was on the page, also
    /// when lines were won or lost before it. Without places, the number tells apart what was read alike.
    std::vector<std::size_t> lines_of(const AnswerRow& answer, const Section& section) const {
        std::vector<std::size_t> out;
        for (std::size_t i = 0; i < section.doubtful.size(); ++i) {
            const parser::DoubtfulLine& line = section.doubtful[i];
            if (line.text != answer.machine_printed || !same_place(answer, line.page, line.box)) continue;
            const std::string place = line_place(section.number, line.line);
            if (!answer.box && is_of_another(answer, place)) continue;
            out.insert(place == answer.place ? out.begin() : out.end(), i);
        }
        return out;
    }

    void put(const AnswerRow& answer, Record& record) {
        const int number = section_of(answer.place);
        const auto section = std::ranges::find(record.sections, number, &Section::number);
        if (section == record.sections.end()) return lost(answer);
        const std::vector<std::size_t> same = lines_of(answer, *section);
        const auto found = std::ranges::find_if(same, [&](std::size_t i) { return !section->doubtful[i].answer; });
        if (found == same.end()) {
            // A newer answer about this place on the page goes before it.
            if (same.empty() || !answer.box) lost(answer);
            return;
        }
        const parser::DoubtfulLine& line = section->doubtful[*found];
        parser::put_line(*section, *found,
                         {std::string(name(answer.kind)),
                          answer.printed,
                          answer.reviewer,
                          answer.answered,
                          answer.why,
                          std::nullopt,
                          line.text,
                          line.confidence(),
                          true,
                          "",
                          {}});
    }

    const Record& machine_;
    std::vector<const AnswerRow*> cells_;
    std::vector<const AnswerRow*> lines_;  ///< the newest first
    std::vector<Warning> warnings_;
};

}  // namespace

Record reviewed(const Record& machine, const std::vector<AnswerRow>& answers) {
    if (answers.empty()) return machine;
    return Reviewer(machine, answers).run();
}

Record reviewed_record(const Store& store, const std::string& document, const std::string& record) {
    const Record machine = parser::read_record_json(store.objects().get(ObjectKind::record, record));
    return reviewed(machine, answers_in_force(store.database(), document));
}

}  // namespace nianbao::store
