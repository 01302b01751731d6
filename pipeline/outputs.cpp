// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/outputs.h"

#include <unistd.h>

#include "document/text_form.h"
#include "parser/record_json.h"
#include "pipeline/atomic_file.h"
#include "pipeline/export_csv.h"
#include "pipeline/export_html.h"

namespace nianbao {
namespace {

struct Rendered {
    std::optional<std::filesystem::path> file;  ///< absent: standard output
    std::string content;
};

bool is_special(const std::filesystem::path& file) {
    std::error_code ignored;
    return std::filesystem::exists(file, ignored) && !std::filesystem::is_regular_file(file, ignored);
}

std::vector<Rendered> render_csv(const Conversion& conversion, const Destination& destination) {
    if (!destination.file || is_special(*destination.file)) return {{destination.file, cells_csv(conversion.record)}};
    const std::string mark(byte_order_mark);
    std::vector<Rendered> files = {{destination.file, mark + cells_csv(conversion.record)}};
    int number = 0;
    for (const Table& table : conversion.record.tables) {
        files.push_back({table_file(*destination.file, ++number), mark + table_csv(table)});
    }
    return files;
}

std::vector<Rendered> render(const Conversion& conversion, const Destination& destination, JsonLayout layout) {
    switch (destination.format) {
        case Format::csv:
            return render_csv(conversion, destination);
        case Format::text:
            return {{destination.file, write_text_form(conversion.document)}};
        case Format::html:
            return {{destination.file, report_html(conversion.document, conversion.record)}};
        case Format::json:
            break;
    }
    const std::string json = parser::write_record_json(conversion.record);
    return {{destination.file, layout == JsonLayout::indented ? json : one_line_json(json)}};
}

}  // namespace

// Line breaks and indentation stand between JSON's tokens only: inside its strings they are escaped.
std::string one_line_json(const std::string& json) {
    std::string out;
    bool indentation = true;
    for (const char c : json) {
        if (c == '\n') {
            indentation = true;
        } else if (c != ' ' || !indentation) {
            out += c;
            indentation = false;
        }
    }
    return out + "\n";
}

void write_outputs(const Conversion& conversion, const std::vector<Destination>& destinations, JsonLayout layout) {
    std::vector<Rendered> all;
    for (const Destination& destination : destinations) {
        for (Rendered& one : render(conversion, destination, layout)) all.push_back(std::move(one));
    }
    for (const Rendered& one : all) {
        if (one.file) {
            write_whole_file(*one.file, one.content);
        } else {
            write_to_descriptor(STDOUT_FILENO, one.content, "standard output");
        }
    }
}

}  // namespace nianbao
