// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/parse_report.h"

#include <algorithm>
#include <map>

#include "document/utf8.h"
#include "parser/label_text.h"
#include "parser/outline.h"
#include "parser/part_tables.h"
#include "parser/provenance.h"
#include "parser/reader_agreement.h"
#include "parser/record_cell.h"
#include "parser/table_kind.h"
#include "parser/title_vote.h"

namespace nianbao::parser {
namespace {

constexpr std::size_t sections_of_a_report = 3;  ///< headings that make a document a report, of six
constexpr int first_year_of_form_2021 = 2021;

struct Placed {
    Placement disclosure, applications, disputes;
};

void warn_missing(const FormTable& table, const Placement& placement, Record& record) {
    if (placement.found) return;
    record.warnings.push_back(
        {"parser", "table.missing", 0, "no table was found for " + table.titles.front().wording()});
}

// Table 2 decides, then the rows of （六）, then the year. Labels of 2021 did not exist before; those of 2019 live on
// in later reports: one article in the new form makes it the new form.
std::string form_of(const Placed& placed, const std::optional<int>& year) {
    const FormVotes& columns = placed.disclosure.columns;
    const FormVotes& rows = placed.applications.rows;
    if (columns.y2021 > 0) return "2021";
    if (columns.y2019 > 0) return "2019";
    if (rows.y2019 != rows.y2021) return rows.y2021 > rows.y2019 ? "2021" : "2019";
    return year && *year < first_year_of_form_2021 ? "2019" : "2021";
}

class Parser {
  public:
    Parser(const Document& document, const FormBook& forms, const ParseOptions& options)
        : document_(document), forms_(forms), options_(options), trust_{&document} {}

    Record parse() {
        const Outline outline = read_outline(document_, forms_);
        take_outline(outline);
        const FormTables tables = find_form_tables(document_, outline.section_of_block, forms_);
        const bool report = tables.any() || (outline.title_names_report && !outline.sections.empty()) ||
                            outline.sections.size() >= sections_of_a_report;
        if (report) {
            Placed placed{place_disclosure(tables.disclosure, forms_.disclosure, trust_),
                          place_applications(tables.applications, forms_.applications, trust_),
                          place_disputes(tables.disputes, forms_.disputes, trust_)};
            record_.form = form_of(placed, record_.year);
            for (const Placement* part : {&placed.disclosure, &placed.applications, &placed.disputes}) take(*part);
            warn_missing(forms_.disclosure, placed.disclosure, record_);
            warn_missing(forms_.applications, placed.applications, record_);
            warn_missing(forms_.disputes, placed.disputes, record_);
            read_cells();
        } else if (record_.tables.empty()) {
            record_.warnings.push_back(
                {"parser", "report.none", 0, "no table was found, and no title or headings of a report"});
        }
        return std::move(record_);
    }

  private:
    void take_outline(const Outline& outline) {
        record_.source = document_.source;
        record_.pages = document_.pages;
        record_.title = outline.title;
        record_.organization = outline.organization;
        record_.year = outline.year;
        record_.preface = outline.preface;
        record_.sections = outline.sections;
        record_.warnings = document_.warnings;
        if (document_.source.kind == SourceKind::scan || document_.source.kind == SourceKind::mixed) mend_title();
        for (const Block& block : document_.blocks) {
            if (const auto* table = std::get_if<Table>(&block)) record_.tables.push_back(*table);
        }
    }

    /// A title is large, ornate and read once; what it should say is known in part and named elsewhere.
    void mend_title() {
        if (!record_.title) return;
        std::string title = title_in_form(*record_.title, record_.year);
        if (record_.organization) {
            std::vector<Mention> mentions;
            for (const std::string& margin : document_.margin_texts) mentions.push_back(mention_of(margin));
            for (const Block& block : document_.blocks) {
                const auto* paragraph = std::get_if<Paragraph>(&block);
                if (paragraph == nullptr) continue;
                mentions.push_back(mention_of(*paragraph));
                const bool in_title = to_utf32(*record_.title).find(mentions.back().text) != std::u32string::npos;
                if (in_title) mentions.back().weight = weight_of_title;
            }
            const std::string organization = organization_by_vote(*record_.organization, mentions);
            const std::size_t at = title.find(*record_.organization);
            if (at != std::string::npos) title.replace(at, record_.organization->size(), organization);
            record_.organization = organization;
        }
        record_.title = title;
    }

    void take(const Placement& placement) {
        record_.warnings.insert(record_.warnings.end(), placement.warnings.begin(), placement.warnings.end());
        for (const PlacedCell& cell : placement.cells) {
            if (forms_.find(cell.id) < 0) continue;
            const auto known = std::ranges::find(placed_, cell.id, &PlacedCell::id);
            if (known == placed_.end()) placed_.push_back(cell);
        }
    }

    void read_cells() {
        std::ranges::stable_sort(placed_, {}, [&](const PlacedCell& cell) { return forms_.find(cell.id); });
        std::vector<NumericCell> cells;
        const ReaderAgreement agreement = reader_agreement(placed_);
        FusionOptions fusion = options_.fusion;
        fusion.common_errors *= agreement.doubt_scale;
        for (const PlacedCell& placed : placed_) cells.push_back(make_cell(placed, trust_, fusion));
        record_.reader_habit = agreement.habit_scale;
        VerdictOptions verdict_options = options_.verdict;
        verdict_options.same_misreading_agreed_once *= agreement.habit_scale;
        verdict_options.same_misreading_agreed_twice *= agreement.habit_scale;
        const std::vector<Relation> relations = relations_of(cells, forms_);
        const std::vector<Relation> binding = options_.sums == SumsUse::decide ? relations : std::vector<Relation>{};
        const Decoding decoding = decode(cells, binding, options_.decode);
        const std::vector<Verdict> verdicts = judge(cells, binding, decoding, verdict_options);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            record_.cells.push_back(record_cell(cells[i], verdicts[i]));
            add_provenance(cells[i], decoding.rival_candidate[i], decoding.rival[i], record_.cells.back());
        }
        record_.checks = checks_of(relations, cells);
    }

    RecordCell record_cell(const NumericCell& cell, const Verdict& verdict) {
        RecordCell out;
        out.id = cell.placed.id;
        out.page = cell.placed.page;
        if (cell.placed.cell != nullptr) {
            out.page = cell.placed.cell->page;
            out.box = cell.placed.cell->box;
            out.printed = cell.placed.cell->text;
        }
        set_decision(cell, verdict, out);
        if (const Candidate* choice = cell.choice()) {
            note(cell, choice->value);
        } else if (cell.placed.cell != nullptr) {
            warn(cell, "value.unreadable",
                 "the cell could not be understood: " + without_spaces(cell.placed.cell->text));
        }
        return out;
    }

    void note(const NumericCell& cell, const CellValue& value) {
        if (value.converted) {
            warn(cell, "value.unit",
                 "converted to 万元: " + without_spaces(cell.choice()->printed) + " = " +
                     (value.value ? value.value->text() : ""));
        }
        if (!value.note.empty()) warn(cell, "value.note", "a note stands beside the number: " + value.note);
    }

    void warn(const NumericCell& cell, std::string code, const std::string& message) {
        record_.warnings.push_back({"parser", std::move(code), cell.placed.page, cell.placed.id + ": " + message});
    }

    const Document& document_;
    const FormBook& forms_;
    const ParseOptions& options_;
    SourceTrust trust_;
    Record record_;
    std::vector<PlacedCell> placed_;
};

}  // namespace

Record parse_report(const Document& document, const ParseOptions& options) {
    return parse_report(document, national_forms(), options);
}

Record parse_report(const Document& document, const FormBook& forms, const ParseOptions& options) {
    const std::optional<Document> parted = with_tables_parted(document, forms);
    return Parser(parted ? *parted : document, forms, options).parse();
}

}  // namespace nianbao::parser
