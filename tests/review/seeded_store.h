// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "parser/record.h"
#include "pipeline/store/store.h"
#include "tests/parser/synthetic.h"

// Stores as a batch leaves them, made from a seed without reading a page.
namespace nianbao::testing {

struct SeededDocument {
    std::int64_t id = 0;
    std::string name, sha256;
    std::map<std::string, std::string> truth;  ///< what is printed, by cell
    parser::Record record;                     ///< as the program "read" it
};

struct SeedOptions {
    enum class Pictures {
        none,
        drawn,  ///< each page with its numbers where the boxes are
        one,    ///< the same blank page for all
    };
    std::uint64_t seed = 1;
    int documents = 3;
    synthetic::ReaderModel readers = {};  ///< two of them
    Pictures pictures = Pictures::none;
    /// Every so many documents, a total that the report itself gets wrong; 0: none.
    int wrong_every = 0;
};

/// @param folder  of the store; made
std::vector<SeededDocument> seed_store(const std::filesystem::path& folder, const SeedOptions& options);

/// Readers that leave some cells of every report in doubt.
synthetic::ReaderModel doubtful_readers();

/// As a batch with this recipe that reads the document so: another run, another attempt.
void read_again(const std::filesystem::path& folder, const SeededDocument& document, const parser::Record& record,
                const std::string& recipe);

}  // namespace nianbao::testing
