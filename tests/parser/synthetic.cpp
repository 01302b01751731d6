// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/parser/synthetic.h"

#include <algorithm>
#include <array>

#include "parser/disclosure_columns.h"

namespace synthetic {
namespace {

using namespace nianbao;
using namespace nianbao::parser;

int below(Random& random, int bound) {
    return std::uniform_int_distribution<int>(0, bound - 1)(random);
}
double unit(Random& random) {
    return std::uniform_real_distribution<double>(0, 1)(random);
}

const std::array<const char*, 7> columns{"natural_person", "business", "research", "nonprofit",
                                         "legal_service",  "other",    "total"};

bool prints(const Report& report, const FormRow& row) {
    if (!row.alternative) return row.form == FormYear::both || row.form == report.form;
    return (row.form == FormYear::y2019) == report.one_row_other;
}

int count(Random& random, int largest) {
    // Most cells of a small body's report are 0.
    if (unit(random) < 0.75) return 0;
    return largest <= 9 ? below(random, largest + 1) : static_cast<int>(std::exp(unit(random) * std::log(largest)));
}

void fill_applications(Random& random, Report& report, int largest) {
    std::array<int, 6> processed{};
    for (const FormRow& row : national_forms().applications.rows) {
        if (!prints(report, row) || row.id == "total_processed" || row.id == "carried_forward" ||
            row.id == "new_received" || row.id == "carried_over") {
            continue;
        }
        int total = 0;
        for (int k = 0; k < 6; ++k) {
            const int value = count(random, k == 0 ? largest : largest / 4 + 1);
            processed[k] += value;
            total += value;
            report.printed["applications." + row.id + "." + columns[k]] = std::to_string(value);
        }
        report.printed["applications." + row.id + ".total"] = std::to_string(total);
    }
    std::array<int, 4> totals{};
    for (int k = 0; k < 6; ++k) {
        const int forward = count(random, largest);
        const int all = processed[k] + forward;
        const int over = all == 0 ? 0 : below(random, all / 4 + 1);
        const std::array<int, 4> values{all - over, over, processed[k], forward};
        const std::array<const char*, 4> rows{"new_received", "carried_over", "total_processed", "carried_forward"};
        for (int r = 0; r < 4; ++r) {
            totals[r] += values[r];
            report.printed[std::string("applications.") + rows[r] + "." + columns[k]] = std::to_string(values[r]);
            report.printed[std::string("applications.") + rows[r] + ".total"] = std::to_string(totals[r]);
        }
    }
}

void fill_others(Random& random, Report& report) {
    for (const FormCell& cell : national_forms().cells) {
        if (!cell.id.starts_with("disclosure.")) continue;
        if (cell.form != FormYear::both && cell.form != report.form) continue;
        const int value = below(random, 3) == 0 ? below(random, 20000) : below(random, 10);
        std::string text = std::to_string(value);
        if (cell.amount) text += "." + std::to_string(1000 + below(random, 9000));
        if (cell.id.ends_with(".change") && value > 0) text = (below(random, 2) == 0 ? "+" : "-") + text;
        report.printed[cell.id] = text;
    }
    for (const FormRow& group : national_forms().disputes.rows) {
        int total = 0;
        for (const char* column : {"upheld", "corrected", "other", "pending"}) {
            const int value = below(random, 3) == 0 ? below(random, 12) : 0;
            total += value;
            report.printed[group.id + "." + column] = std::to_string(value);
        }
        report.printed[group.id + ".total"] = std::to_string(total);
    }
}

class TableMaker {
  public:
    TableMaker(int column_count, const Read& read) : read_(read) { table_.columns = column_count; }

    void label(int row, int column, int row_span, int column_span, const std::string& text) {
        TableCell cell = place(row, column, row_span, column_span, text);
        cell.confidence = 0.95;
        table_.cells.push_back(std::move(cell));
    }

    void value(int row, int column, int column_span, const std::string& text) {
        TableCell cell = place(row, column, 1, column_span, text);
        if (read_) {
            cell.readings = read_(text);
            cell.text = cell.readings.empty() ? "" : cell.readings.front().text;
        } else {
            cell.readings = {{Witness::text_layer, text, 0.9999, {}}};
            cell.confidence = 0.9999;
        }
        table_.cells.push_back(std::move(cell));
    }

    Table take() {
        std::ranges::stable_sort(table_.cells, {}, [](const TableCell& c) { return std::pair{c.row, c.column}; });
        return std::move(table_);
    }

  private:
    TableCell place(int row, int column, int row_span, int column_span, const std::string& text) {
        TableCell cell;
        cell.row = row;
        cell.column = column;
        cell.row_span = row_span;
        cell.column_span = column_span;
        cell.text = text;
        cell.page = 1;
        cell.box = Rect{column * 40.0, row * 20.0, (column + column_span) * 40.0, (row + row_span) * 20.0};
        table_.rows = std::max(table_.rows, row + row_span);
        return cell;
    }

    Table table_;
    const Read& read_;
};

Table disclosure_table(const Report& report, const Read& read) {
    constexpr int width = 12;  // so that one, two or three value columns share it
    TableMaker maker(3 + width, read);
    int r = 0;
    const auto& form = national_forms().disclosure;
    for (std::size_t a = 0; a < form.articles.size(); ++a) {
        std::vector<const FormColumn*> shown;
        const std::vector<FormColumn>& all = form.articles[a].columns;
        for (const int k : columns_of(report.form, all)) shown.push_back(&all[static_cast<std::size_t>(k)]);
        std::vector<const FormRow*> rows;
        for (const FormRow& row : form.rows) {
            if (row.article == static_cast<int>(a) && (row.form == FormYear::both || row.form == report.form))
                rows.push_back(&row);
        }
        if (shown.empty() || rows.empty()) continue;
        const int span = width / static_cast<int>(shown.size());
        maker.label(r++, 0, 1, 3 + width, form.articles[a].label.wording());
        maker.label(r, 0, 1, 3, "信息内容");
        for (std::size_t k = 0; k < shown.size(); ++k)
            maker.label(r, 3 + static_cast<int>(k) * span, 1, span, shown[k]->label.wording());
        ++r;
        for (const FormRow* row : rows) {
            maker.label(r, 0, 1, 3, row->label.wording());
            for (std::size_t k = 0; k < shown.size(); ++k) {
                maker.value(r, 3 + static_cast<int>(k) * span, span,
                            report.printed.at("disclosure." + row->id + "." + shown[k]->id));
            }
            ++r;
        }
    }
    return maker.take();
}

void applications_header(TableMaker& maker) {
    maker.label(0, 0, 3, 3, "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）");
    maker.label(0, 3, 1, 7, "申请人情况");
    maker.label(1, 3, 2, 1, "自然人");
    maker.label(1, 4, 1, 5, "法人或其他组织");
    const std::array<const char*, 5> bodies{"商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"};
    for (int k = 0; k < 5; ++k) maker.label(2, 4 + k, 1, 1, bodies[k]);
    maker.label(1, 9, 2, 1, "总计");
}

Table applications_table(const Report& report, const Read& read) {
    TableMaker maker(10, read);
    applications_header(maker);
    const std::map<std::string, std::string> groups{{"refused", "（三）不予公开"},
                                                    {"unavailable", "（四）无法提供"},
                                                    {"not_processed", "（五）不予处理"},
                                                    {"other_handling", "（六）其他处理"}};
    std::map<std::string, std::pair<int, int>> extent;  // group -> first row, rows
    int r = 3, first_result = 0, results = 0;
    for (const FormRow& row : national_forms().applications.rows) {
        if (!prints(report, row)) continue;
        const std::size_t dot = row.id.find('.');
        const bool whole = row.id == "new_received" || row.id == "carried_over" || row.id == "carried_forward";
        if (whole) {
            maker.label(r, 0, 1, 3, row.label.wording());
        } else {
            if (first_result == 0) first_result = r;
            ++results;
            if (dot == std::string::npos) {
                maker.label(r, 1, 1, 2, row.label.wording());
            } else {
                auto& group = extent.try_emplace(row.id.substr(0, dot), r, 0).first->second;
                ++group.second;
                maker.label(r, 2, 1, 1, row.label.wording());
            }
        }
        for (int k = 0; k < 7; ++k)
            maker.value(r, 3 + k, 1, report.printed.at("applications." + row.id + "." + columns[k]));
        ++r;
    }
    maker.label(first_result, 0, results, 1, "三、本年度办理结果");
    for (const auto& [id, span] : extent) maker.label(span.first, 1, span.second, 1, groups.at(id));
    return maker.take();
}

Table disputes_table(const Report& report, const Read& read) {
    TableMaker maker(15, read);
    maker.label(0, 0, 1, 5, "行政复议");
    maker.label(0, 5, 1, 10, "行政诉讼");
    maker.label(1, 5, 1, 5, "未经复议直接起诉");
    maker.label(1, 10, 1, 5, "复议后起诉");
    int c = 0;
    for (const FormRow& group : national_forms().disputes.rows) {
        for (const FormColumn& column : national_forms().disputes.columns) {
            maker.label(c < 5 ? 1 : 2, c, c < 5 ? 2 : 1, 1, column.label.wording());
            maker.value(3, c, 1, report.printed.at(group.id + "." + column.id));
            ++c;
        }
    }
    return maker.take();
}

std::string misread(Random& random, const std::string& text, const ReaderModel& model) {
    if (unit(random) < model.empty_share) return {};
    std::string wrong = text;
    if (wrong.size() > 1 && unit(random) < 0.3) return wrong.substr(1);
    static const std::string from = "0123456789", to = "6773955130";
    const auto at = static_cast<std::size_t>(below(random, static_cast<int>(wrong.size())));
    const std::size_t digit = from.find(wrong[at]);
    if (digit == std::string::npos) return wrong + "1";
    wrong[at] = unit(random) < 0.6 ? to[digit] : static_cast<char>('0' + below(random, 10));
    return wrong;
}

Reading read_once(Random& random, const std::string& text, const ReaderModel& model, Witness witness) {
    const bool hard = unit(random) < model.hard_share;
    const double accuracy =
        hard ? model.hard_accuracy + (1 - model.hard_accuracy) * unit(random) * 0.9 : model.easy_accuracy;
    Reading reading{witness, text, 1 - (1 - accuracy) * model.overconfidence, {}};
    if (unit(random) < accuracy) return reading;
    reading.text = misread(random, text, model);
    if (reading.text.empty()) reading.confidence = 0.2;
    if (unit(random) < model.lists_truth) reading.alternatives.push_back({text, (1 - reading.confidence) * 0.6});
    return reading;
}

}  // namespace

Report make_report(Random& random, FormYear form, int largest) {
    Report report;
    report.form = form;
    report.one_row_other = form == FormYear::y2019 || below(random, 4) == 0;
    fill_applications(random, report, largest);
    fill_others(random, report);
    return report;
}

Document make_document(const Report& report, const Read& read) {
    Document document;
    document.source.kind = read ? SourceKind::scan : SourceKind::digital;
    document.pages.push_back({1, 595, 842, 0, 300, read ? PageText::Source::image : PageText::Source::text_layer});
    const auto add = [&](const std::string& text) {
        Paragraph paragraph;
        paragraph.text = text;
        paragraph.page = 1;
        document.blocks.emplace_back(std::move(paragraph));
    };
    add("青石县人民政府2022年政府信息公开工作年度报告");
    add("一、总体情况");
    add("全县各部门按时公开。");
    add("二、主动公开政府信息情况");
    document.blocks.emplace_back(disclosure_table(report, read));
    add("三、收到和处理政府信息公开申请情况");
    document.blocks.emplace_back(applications_table(report, read));
    add("四、政府信息公开行政复议、行政诉讼情况");
    document.blocks.emplace_back(disputes_table(report, read));
    add("五、存在的主要问题及改进情况");
    add("仍需努力。");
    add("六、其他需要报告的事项");
    add("无。");
    return document;
}

Read simulated_readers(Random& random, const ReaderModel& model, int readers, double common) {
    return [&random, model, readers, common](const std::string& printed) {
        std::vector<Reading> readings;
        readings.push_back(read_once(random, printed, model, Witness::tesseract));
        if (readers < 2) return readings;
        readings.push_back(read_once(random, printed, model, Witness::glyphs));
        if (readings.front().text != printed && unit(random) < common) readings.back().text = readings.front().text;
        return readings;
    };
}

nianbao::Document read_well(const Report& report, Random& random) {
    ReaderModel model;
    model.hard_share = 0;
    return make_document(report, simulated_readers(random, model, 2));
}

}  // namespace synthetic
